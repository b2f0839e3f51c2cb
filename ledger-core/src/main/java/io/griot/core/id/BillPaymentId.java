package io.griot.core.id;

import java.util.UUID;

/** Names a payment to a utility; rendered as {@code bill-payment:<uuid>}. */
public record BillPaymentId(UUID uuid) {

  private static final String PREFIX = "bill-payment:";

  /**
   * Reads an identifier as it renders itself.
   *
   * @throws IllegalArgumentException if the text names no payment to a utility
   */
  public static BillPaymentId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("Not a payment to a utility: " + text);
    }
    return new BillPaymentId(Uuids.parse(text.substring(PREFIX.length())));
  }

  @Override
  public String toString() {
    return PREFIX + uuid;
  }
}
