package io.griot.projection.notification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a notification is about. */
public enum NotificationKind {
  /** Money came into a wallet. */
  MONEY_RECEIVED,
  /** Money left a wallet. */
  MONEY_SENT,
  /** An enterprise asks to pull money. */
  GRANT_REQUESTED,
  GRANT_APPROVED,
  GRANT_REJECTED,
  GRANT_SUSPENDED,
  GRANT_RESUMED,
  /** The user changed what a grant permits. */
  GRANT_CHANGED,
  DISPUTE_OPENED,
  DISPUTE_IN_REVIEW,
  DISPUTE_REVIEWED,
  /** A dispute was resolved by a refund. */
  DISPUTE_REFUNDED,
  /** A dispute was resolved without a refund. */
  DISPUTE_DISMISSED,
  /** A provider carried out a payment to a utility. */
  BILL_PAYMENT_CONFIRMED,
  /** A payment to a utility was not carried out, and the payer has the money back. */
  BILL_PAYMENT_REFUNDED,
  /** Nobody knows yet whether a payment to a utility was carried out. */
  BILL_PAYMENT_UNKNOWN;

  /** The kind that clients write so. */
  public static Optional<NotificationKind> find(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }

  /** As clients write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
