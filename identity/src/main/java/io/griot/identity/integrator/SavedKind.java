package io.griot.identity.integrator;

import java.util.Locale;

/** What a saved reference names. */
public enum SavedKind {
  /** An electricity contract. */
  SENELEC,
  /** A customer of the water company. */
  SDE,
  /** A prepaid electricity meter. */
  WOYOFAL;

  /** As the database spells it. */
  String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }
}
