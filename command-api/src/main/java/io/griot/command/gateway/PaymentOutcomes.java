package io.griot.command.gateway;

import io.griot.core.bill.BillPaymentReceipt;
import io.griot.core.id.BillPaymentId;

/** Port: how a payment to a utility ends. */
public interface PaymentOutcomes {

  /**
   * How the payment stands: as soon as it has ended, else when the patience that the settings give
   * is over.
   *
   * @throws IllegalArgumentException if it was never requested
   */
  BillPaymentReceipt await(BillPaymentId paymentId);
}
