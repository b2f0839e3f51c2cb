package io.griot.core.audit;

import java.time.Duration;
import java.util.List;

/**
 * What a verification found.
 *
 * @param head the end of the log that was verified
 */
public record Report(
    List<Checked> checks,
    long events,
    long commits,
    long streams,
    SealedHead head,
    Duration elapsed) {

  public Report {
    checks = List.copyOf(checks);
  }

  public boolean isSound() {
    return checks.stream().allMatch(Checked::isSound);
  }

  public long eventsPerSecond() {
    return elapsed.toMillis() == 0 ? 0 : Math.multiplyExact(events, 1_000L) / elapsed.toMillis();
  }
}
