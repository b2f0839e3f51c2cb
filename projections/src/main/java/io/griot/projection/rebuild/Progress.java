package io.griot.projection.rebuild;

import java.time.Duration;

/**
 * How far a rebuild has come.
 *
 * @param position of the last event taken in
 * @param head of the log, when last looked at
 */
public record Progress(long events, long position, long head, Duration elapsed) {

  public double eventsPerSecond() {
    return elapsed.isZero() ? 0 : events * 1e9 / elapsed.toNanos();
  }
}
