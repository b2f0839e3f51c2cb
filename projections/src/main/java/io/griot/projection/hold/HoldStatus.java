package io.griot.projection.hold;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a hold stands. */
public enum HoldStatus {
  PLACED,
  SETTLED,
  VOIDED,
  EXPIRED;

  /** The status as it is stored and sent. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of that spelling. */
  public static Optional<HoldStatus> parse(String text) {
    return Arrays.stream(values()).filter(status -> status.text().equals(text)).findFirst();
  }
}
