package io.griot.core.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why money moved. */
public enum EntryKind {
  RECEIVE_EXTERNAL,
  SEND_EXTERNAL,
  P2P,
  GRANT_PULL,
  BILL_PAYMENT,
  BILL_SETTLEMENT,
  AIRTIME,
  CARD_SALE,
  REFUND,
  REVERSAL,
  ADJUSTMENT;

  /** The kind as it is stored and sent: {@code receive-external}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that text, if it is one. */
  public static Optional<EntryKind> parse(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }
}
