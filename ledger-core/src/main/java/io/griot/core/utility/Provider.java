package io.griot.core.utility;

import java.util.Locale;

/** Who carries out payments to utilities. */
public enum Provider {
  /** The gateway to SENELEC, SDE, Woyofal and airtime in Senegal. */
  WIZALL,
  /** The water company of the DRC, reached directly. */
  REGIDESO;

  /** As it is written in the names of its system accounts: {@code wizall}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
