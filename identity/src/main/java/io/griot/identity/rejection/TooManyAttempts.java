package io.griot.identity.rejection;

import java.time.Duration;
import java.util.Map;

/** A secret was guessed wrong, or asked for, too often and may not be again yet. */
public final class TooManyAttempts extends IdentityRejection {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public TooManyAttempts(Duration retryAfter) {
    this("Too many failed attempts", retryAfter);
  }

  /** Too many codes were asked for. */
  public static TooManyAttempts atCodes(Duration retryAfter) {
    return new TooManyAttempts("Too many codes were asked for", retryAfter);
  }

  private TooManyAttempts(String what, Duration retryAfter) {
    super(
        RejectionCode.TOO_MANY_ATTEMPTS,
        what + "; try again in " + seconds(retryAfter) + " seconds.",
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
