package io.griot.core.engine;

import io.griot.core.bill.Bill;
import io.griot.core.bill.BillAggregate;
import io.griot.core.bill.BillEvent;
import io.griot.core.bill.BillPayment;
import io.griot.core.bill.BillPaymentAggregate;
import io.griot.core.bill.BillPaymentEvent;
import io.griot.core.bill.BillPayments;
import io.griot.core.id.BillId;
import io.griot.core.id.BillPaymentId;

/** The payments to utilities of the running batch, and their bills, as Axon aggregates. */
final class AggregateBillPayments implements BillPayments {

  private final ResidentRepository<BillPaymentAggregate> payments;
  private final ResidentRepository<BillAggregate> bills;

  AggregateBillPayments(
      ResidentRepository<BillPaymentAggregate> payments, ResidentRepository<BillAggregate> bills) {
    this.payments = payments;
    this.bills = bills;
  }

  @Override
  public BillPayment payment(BillPaymentId paymentId) {
    return payments
        .find(paymentId.toString())
        .map(payment -> payment.root().state())
        .orElseGet(BillPayment.Unrequested::new);
  }

  @Override
  public Bill bill(BillId billId) {
    return bills.find(billId.toString()).map(bill -> bill.root().state()).orElseGet(Bill.Free::new);
  }

  @Override
  public void apply(BillPaymentEvent decided) {
    String stream = decided.paymentId().toString();
    if (payments.find(stream).isEmpty()) {
      AggregateAccounts.create(payments, () -> new BillPaymentAggregate(decided));
    } else {
      payments.load(stream).execute(payment -> payment.apply(decided));
    }
  }

  @Override
  public void apply(BillEvent decided) {
    String stream = decided.billId().toString();
    if (bills.find(stream).isEmpty()) {
      AggregateAccounts.create(bills, () -> new BillAggregate(decided));
    } else {
      bills.load(stream).execute(bill -> bill.apply(decided));
    }
  }
}
