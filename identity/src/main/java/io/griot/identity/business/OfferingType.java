package io.griot.identity.business;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of service it is. */
public enum OfferingType {
  BASIC,
  PREMIUM;

  /** As the wire and the database spell it. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<OfferingType> find(String spelling) {
    return Arrays.stream(values()).filter(type -> type.spelling().equals(spelling)).findFirst();
  }
}
