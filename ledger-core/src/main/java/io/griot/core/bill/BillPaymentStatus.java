package io.griot.core.bill;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a payment to a utility is. */
public enum BillPaymentStatus {
  /** The money left the payer and awaits the provider. */
  FUNDED,
  /** The provider is being called, once. */
  SUBMITTED,
  /** The provider was called and nobody knows what it did; the money waits. */
  UNKNOWN,
  /** The provider did it; the money is owed to it. */
  CONFIRMED,
  /** The provider did not do it; the payer has the money back. */
  REFUNDED;

  /** As it is written on the wire: {@code funded}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing more will happen. */
  public boolean isFinal() {
    return switch (this) {
      case FUNDED, SUBMITTED, UNKNOWN -> false;
      case CONFIRMED, REFUNDED -> true;
    };
  }

  /** The status of that text, if it is one. */
  public static Optional<BillPaymentStatus> parse(String text) {
    return Arrays.stream(values()).filter(status -> status.text().equals(text)).findFirst();
  }
}
