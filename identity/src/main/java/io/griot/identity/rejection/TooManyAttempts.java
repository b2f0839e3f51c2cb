package io.griot.identity.rejection;

import java.time.Duration;
import java.util.Map;

/** The secret was guessed wrong too often and may not be tried again yet. */
public final class TooManyAttempts extends IdentityRejection {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public TooManyAttempts(Duration retryAfter) {
    super(
        RejectionCode.TOO_MANY_ATTEMPTS,
        "Too many failed attempts; try again in " + seconds(retryAfter) + " seconds.",
        Map.of("retry_after_seconds", Long.toString(seconds(retryAfter))));
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }

  /** Rounded up, so that a client that waits exactly so long is let in. */
  public long retryAfterSeconds() {
    return seconds(retryAfter);
  }

  private static long seconds(Duration duration) {
    return duration.plusNanos(999_999_999).toSeconds();
  }
}
