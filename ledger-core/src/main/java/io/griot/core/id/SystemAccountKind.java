package io.griot.core.id;

import java.util.Locale;

/** What a system account is for. */
public enum SystemAccountKind {
  /** Money held outside, at a bank or an enterprise. */
  SETTLEMENT(true, false),
  /** Money awaiting a provider's answer. */
  CLEARING(true, true),
  /** Money owed to a provider. */
  PAYABLE(true, true),
  /** Fees and other income. */
  REVENUE(true, false),
  /** Money whose place is not yet known. */
  SUSPENSE(false, false);

  private final boolean named;
  private final boolean floored;

  SystemAccountKind(boolean named, boolean floored) {
    this.named = named;
    this.floored = floored;
  }

  /** Whether there are several of it in a currency, told apart by a name. */
  public boolean named() {
    return named;
  }

  /** Whether its balance may never fall below zero. */
  public boolean floored() {
    return floored;
  }

  String prefix() {
    return name().toLowerCase(Locale.ROOT);
  }
}
