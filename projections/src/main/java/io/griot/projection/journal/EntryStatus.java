package io.griot.projection.journal;

import java.util.Locale;

/** How a journal entry stands. */
public enum EntryStatus {
  /** It took the payer's money for a payment to a utility that has not ended. */
  PENDING,
  COMPLETED,
  PARTIALLY_REFUNDED,

  /** All of it was given back, by refunds or by a reversal. */
  REFUNDED;

  /** The status as it is stored and sent. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static EntryStatus parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
