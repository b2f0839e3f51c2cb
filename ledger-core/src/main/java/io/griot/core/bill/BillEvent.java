package io.griot.core.bill;

import io.griot.core.LedgerEvent;
import io.griot.core.id.BillId;
import io.griot.core.id.BillPaymentId;

/** What happened to a bill, as far as it keeps payments of it apart. */
public sealed interface BillEvent extends LedgerEvent {

  BillId billId();

  /** A payment of it is under way: there is no other until it has ended. */
  record BillTaken(BillId billId, BillPaymentId paymentId) implements BillEvent {}

  /** The payment under way ended, and something may still be paid. */
  record BillReleased(BillId billId, BillPaymentId paymentId) implements BillEvent {}

  /** The payment under way paid all of it. */
  record BillPaid(BillId billId, BillPaymentId paymentId) implements BillEvent {}
}
