package io.griot.core;

/** The ledger cannot take a request now; sending it again later may succeed. */
public final class LedgerUnavailable extends RuntimeException {

  public LedgerUnavailable(String message) {
    super(message, null, false, false);
  }

  public LedgerUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
