package io.griot.core.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The time that a batch happens at, for the rules and for the log alike; it never goes back. */
final class WriterClock extends Clock {

  private final Clock clock;
  private volatile Instant now = Instant.EPOCH;

  WriterClock(Clock clock) {
    this.clock = clock;
  }

  /** The later of the clock and the last commit, in the microseconds that the log keeps. */
  Instant tick(Instant lastCommit) {
    Instant read = clock.instant().truncatedTo(ChronoUnit.MICROS);
    now = read.isBefore(lastCommit) ? lastCommit : read;
    return now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return clock.withZone(zone);
  }
}
