package io.griot.identity.wallet;

import java.util.Locale;

/** Who may own a wallet. */
public enum OwnerKind {
  USER,
  BUSINESS,
  ENTERPRISE;

  /** As the wire and the database spell it. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  static OwnerKind of(String spelling) {
    return valueOf(spelling.toUpperCase(Locale.ROOT));
  }
}
