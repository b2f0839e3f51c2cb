package io.griot.projection.log;

/**
 * A position of the log is missing. Positions have no gaps, so an event was lost or is hidden, and
 * nothing behind it can be trusted to be whole.
 */
public final class LogGap extends RuntimeException {

  private final long missing;

  LogGap(long missing, long found) {
    super("The log has no event at position %d, but one at %d.".formatted(missing, found));
    this.missing = missing;
  }

  /** The first position that is missing. */
  public long missing() {
    return missing;
  }
}
