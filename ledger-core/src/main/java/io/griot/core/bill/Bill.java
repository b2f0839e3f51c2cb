package io.griot.core.bill;

import static io.griot.core.RejectionCode.BILL_ALREADY_PAID;
import static io.griot.core.RejectionCode.BILL_IN_FLIGHT;

import io.griot.core.Rejection;
import io.griot.core.bill.BillEvent.BillPaid;
import io.griot.core.bill.BillEvent.BillReleased;
import io.griot.core.bill.BillEvent.BillTaken;
import io.griot.core.id.BillId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.utility.Payee;
import java.util.Locale;
import java.util.Optional;

/** State and rules of one bill: one payment of it at a time, and none once it is paid. */
public sealed interface Bill {

  /** No payment of it is under way. */
  record Free() implements Bill {}

  /** A payment of it is under way. */
  record Taken(BillPaymentId paymentId) implements Bill {}

  /** All of it was paid through the ledger. */
  record Paid(BillPaymentId paymentId) implements Bill {}

  /**
   * What keeps payments of a payee apart: the bill, or at REGIDESO the customer, since a lost
   * payment can only be told by how much the provider has noted as paid. Nothing for units and
   * airtime, which anybody may buy twice at once.
   *
   * <p>A customer's province is left out: it is optional in the provider's document.
   */
  static Optional<BillId> guarding(Payee payee) {
    return switch (payee) {
      case Payee.SenelecBill _, Payee.SdeBill _ ->
          Optional.of(new BillId(payee.toString().toUpperCase(Locale.ROOT)));
      case Payee.RegidesoBill(String _, String customer, String _) ->
          Optional.of(new BillId(payee.utility() + "/" + customer.toUpperCase(Locale.ROOT)));
      case Payee.WoyofalMeter _, Payee.AirtimePhone _ -> Optional.empty();
    };
  }

  /**
   * Refuses a payment beside another one, or after it.
   *
   * @throws Rejection BILL_ALREADY_PAID, BILL_IN_FLIGHT
   */
  static void requireFree(Bill bill) {
    switch (bill) {
      case Free() -> {}
      case Taken _ ->
          throw new Rejection(BILL_IN_FLIGHT, "number", "Another payment of it is under way.");
      case Paid _ -> throw alreadyPaid();
    }
  }

  /** What becomes of a bill whose payment was carried out: whole bills are paid whole. */
  static BillEvent ended(BillId billId, BillPayment.Terms terms) {
    return switch (terms.payee()) {
      case Payee.SenelecBill _, Payee.SdeBill _ -> new BillPaid(billId, terms.paymentId());
      case Payee.RegidesoBill _, Payee.WoyofalMeter _, Payee.AirtimePhone _ ->
          new BillReleased(billId, terms.paymentId());
    };
  }

  /** The refusal of a payment of what is paid. */
  static Rejection alreadyPaid() {
    return new Rejection(BILL_ALREADY_PAID, "number", "The bill is paid.");
  }

  /** The bill after an event. */
  static Bill evolve(Bill bill, BillEvent event) {
    return switch (event) {
      case BillTaken taken ->
          switch (bill) {
            case Free() -> new Taken(taken.paymentId());
            case Taken _, Paid _ -> throw impossible(bill, event);
          };
      case BillReleased released -> {
        requireTakenBy(bill, released.paymentId(), event);
        yield new Free();
      }
      case BillPaid paid -> {
        requireTakenBy(bill, paid.paymentId(), event);
        yield new Paid(paid.paymentId());
      }
    };
  }

  private static void requireTakenBy(Bill bill, BillPaymentId paymentId, BillEvent event) {
    if (!bill.equals(new Taken(paymentId))) {
      throw impossible(bill, event);
    }
  }

  private static IllegalStateException impossible(Bill bill, BillEvent event) {
    return new IllegalStateException(event + " after " + bill);
  }
}
