package io.griot.core.bill;

import io.griot.core.id.BillId;
import io.griot.core.id.BillPaymentId;

/** Port: the payments to utilities of the running command, read to decide and then written. */
public interface BillPayments {

  /** The payment's state, {@code Unrequested} if there is none. */
  BillPayment payment(BillPaymentId paymentId);

  /** What is known of the bill, {@code Free} if nothing is. */
  Bill bill(BillId billId);

  /** Applies what was decided for a payment that was read before. */
  void apply(BillPaymentEvent decided);

  /** Applies what was decided for a bill that was read before. */
  void apply(BillEvent decided);
}
