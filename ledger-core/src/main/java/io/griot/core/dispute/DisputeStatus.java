package io.griot.core.dispute;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a dispute has come. */
public enum DisputeStatus {
  /** Nobody has looked at it. */
  NEEDS_RESPONSE,
  IN_REVIEW,
  /** It was looked at and waits for a decision. */
  REVIEWED,
  /** Refunded or dismissed, for ever. */
  RESOLVED;

  /** The status as it is stored and sent: {@code needs_response}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of that text, if it is one. */
  public static Optional<DisputeStatus> parse(String text) {
    return Arrays.stream(values()).filter(status -> status.text().equals(text)).findFirst();
  }
}
