package io.griot.connector.bill;

import io.griot.core.bill.BillPaymentCommand;
import io.griot.core.bill.BillPaymentReceipt;

/** Port: tells the ledger what was learned of a payment, wherever it is written. */
@FunctionalInterface
public interface PaymentLedger {

  /**
   * Tells it, and is answered how the payment stands.
   *
   * @throws io.griot.core.LedgerUnavailable if there is no answer now: it may have been taken in
   */
  BillPaymentReceipt tell(BillPaymentCommand command);
}
