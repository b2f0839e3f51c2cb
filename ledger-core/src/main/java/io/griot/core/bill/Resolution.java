package io.griot.core.bill;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an unknown outcome is decided to have been. */
public enum Resolution {
  /** The provider did it: the money is owed to it. */
  CONFIRMED,
  /** The provider did not do it: the payer gets the money back. */
  REFUNDED;

  /** As it is written on the wire: {@code confirmed}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The resolution of that text, if it is one. */
  public static Optional<Resolution> parse(String text) {
    return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
  }
}
