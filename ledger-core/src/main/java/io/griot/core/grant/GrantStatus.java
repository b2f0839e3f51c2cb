package io.griot.core.grant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a user said of a grant. */
public enum GrantStatus {
  /** Nothing yet. */
  PENDING,
  APPROVED,
  /** For ever. */
  REJECTED,
  /** Approved, but not for now. */
  SUSPENDED;

  /** The status as it is stored and sent: {@code pending}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of that text, if it is one. */
  public static Optional<GrantStatus> parse(String text) {
    return Arrays.stream(values()).filter(status -> status.text().equals(text)).findFirst();
  }
}
