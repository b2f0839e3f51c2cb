package io.griot.core.bill;

import static io.griot.core.Sample.CDF;
import static io.griot.core.Sample.XOF;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.attempt;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.owner;
import static io.griot.core.Sample.payment;
import static io.griot.core.Sample.wallet;

import io.griot.core.bill.BillPaymentCommand.ConfirmBillPayment;
import io.griot.core.bill.BillPaymentCommand.NoteSoughtOutcome;
import io.griot.core.bill.BillPaymentCommand.ReferBillPayment;
import io.griot.core.bill.BillPaymentCommand.RejectBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReportUnknownOutcome;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.BillPaymentCommand.ResolveBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReturnUnsentBillPayment;
import io.griot.core.bill.BillPaymentCommand.SubmitBillPayment;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.utility.Carrier;
import io.griot.core.utility.Payee;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Payments that tests speak of. Payment n is funded by entry 100 + n, called by attempt n and ended
 * by entry 200 + n.
 */
public final class Paying {

  public static final Payee SENELEC = new Payee.SenelecBill("1061103482", "5589110");
  public static final Payee SDE = new Payee.SdeBill("735034654215", "10073503465421502051701");
  public static final Payee REGIDESO = new Payee.RegidesoBill("KIN", "83262", "108776771");
  public static final Payee WOYOFAL = new Payee.WoyofalMeter("58469823");
  public static final Payee AIRTIME = new Payee.AirtimePhone(Carrier.ORANGE, "+221771234567");
  public static final Confirmation CONFIRMATION = new Confirmation("55354a218", Map.of());
  public static final Authority STAFF = new Authority.Staff();

  private Paying() {}

  /** Bills of XOF, paid whole; REGIDESO's of CDF, in parts. */
  public static Quote due(Payee payee, Money amount) {
    return new Quote.Due(amount, payee instanceof Payee.RegidesoBill);
  }

  /** Any amount. */
  public static Quote open(Payee payee) {
    return new Quote.Open(payee instanceof Payee.RegidesoBill ? CDF : XOF);
  }

  /** By the owner of wallet 1. */
  public static RequestBillPayment pay(long number, Payee payee, Quote quote, String majorUnits) {
    return pay(number, payee, quote, majorUnits, wallet(1), new Mandate.ByOwner(owner(1)));
  }

  public static RequestBillPayment pay(
      long number,
      Payee payee,
      Quote quote,
      String majorUnits,
      WalletId walletId,
      Mandate mandate) {
    return new RequestBillPayment(
        payment(number),
        entry(100 + number),
        walletId,
        payee,
        quote,
        amount(majorUnits),
        "light",
        mandate);
  }

  public static SubmitBillPayment submit(long number) {
    return submit(number, number, null);
  }

  public static SubmitBillPayment submit(long number, long attempt, @Nullable Money paidBefore) {
    return new SubmitBillPayment(payment(number), attempt(attempt), paidBefore);
  }

  public static ConfirmBillPayment confirm(long number) {
    return confirm(number, CONFIRMATION);
  }

  public static ConfirmBillPayment confirm(long number, Confirmation confirmation) {
    return new ConfirmBillPayment(payment(number), entry(200 + number), confirmation);
  }

  public static RejectBillPayment reject(long number) {
    return new RejectBillPayment(payment(number), entry(200 + number), "BILL_ALREADY_PAID");
  }

  /** Of attempt n. */
  public static ReturnUnsentBillPayment unsent(long number) {
    return new ReturnUnsentBillPayment(
        payment(number), attempt(number), entry(200 + number), "connection refused");
  }

  /** Before any attempt. */
  public static ReturnUnsentBillPayment unbegun(long number) {
    return new ReturnUnsentBillPayment(
        payment(number), null, entry(200 + number), "the breaker is open");
  }

  public static ReportUnknownOutcome unknown(long number) {
    return new ReportUnknownOutcome(payment(number), "timed out");
  }

  public static NoteSoughtOutcome sought(long number) {
    return new NoteSoughtOutcome(payment(number), Sought.UNPAID, "false still");
  }

  public static ReferBillPayment refer(long number) {
    return new ReferBillPayment(payment(number), "the window is over");
  }

  public static ResolveBillPayment resolve(long number, Resolution resolution) {
    return new ResolveBillPayment(
        payment(number), entry(200 + number), resolution, null, "receipt 17, by phone", STAFF);
  }
}
