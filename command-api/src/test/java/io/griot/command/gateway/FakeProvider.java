package io.griot.command.gateway;

import io.griot.command.FakeProviders;
import io.griot.core.Answer;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.bill.BillPaymentCommand;
import io.griot.core.bill.BillPaymentCommand.ConfirmBillPayment;
import io.griot.core.bill.BillPaymentCommand.RejectBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReportUnknownOutcome;
import io.griot.core.bill.BillPaymentCommand.SubmitBillPayment;
import io.griot.core.bill.BillPaymentReceipt;
import io.griot.core.bill.BillPaymentStatus;
import io.griot.core.bill.Confirmation;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.money.MajorUnits;
import io.griot.core.money.Money;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Utility;
import io.griot.identity.id.OrderedIds;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A provider's way with payments, the process that calls it in an instant, and the grants that
 * somebody would look up.
 */
public final class FakeProvider implements PaymentOutcomes, StandingGrants {

  public static final Currency XOF = Currency.getInstance("XOF");

  /** What the provider does with a payment. */
  public enum Manner {
    CONFIRM,
    CONFIRM_WITHOUT_NUMBER,
    REFUSE,
    KEEP_SILENT
  }

  private final Ledger ledger;
  private final OrderedIds ids;
  private final FakeProviders providers;
  private final Map<BillPaymentId, BillPaymentReceipt> ended = new ConcurrentHashMap<>();
  private final Map<Owner, GrantId> grants = new ConcurrentHashMap<>();
  private volatile Manner manner = Manner.CONFIRM;

  public FakeProvider(FakeProviders providers, Ledger ledger, OrderedIds ids) {
    this.providers = providers;
    this.ledger = ledger;
    this.ids = ids;
  }

  void behaves(Manner wanted) {
    manner = wanted;
  }

  /** Neither answers nor is asked while the work runs. */
  void whileDown(Utility utility, Runnable work) {
    providers.whileBroken(utility, () -> providers.whileSilent(utility, work));
  }

  void owes(Payee payee, String name, int francs, String dueOn) {
    put(payee, name, new Money(francs, XOF), LocalDate.parse(dueOn), false);
  }

  /** How often it was asked for bills. */
  int inquiries() {
    return providers.inquiries();
  }

  void granted(Owner person, GrantId grantId) {
    grants.put(person, grantId);
  }

  private void put(
      Payee payee, @Nullable String name, Money billed, @Nullable LocalDate dueOn, boolean paid) {
    providers.know(
        new OwedBill(
            payee,
            name,
            billed,
            paid ? Money.zero(XOF) : billed,
            paid ? billed : Money.zero(XOF),
            null,
            dueOn,
            paid,
            false));
  }

  @Override
  public Optional<GrantId> find(
      Owner enterprise, Owner person, Currency currency, MajorUnits amount) {
    return Optional.ofNullable(grants.get(person));
  }

  @Override
  public BillPaymentReceipt await(BillPaymentId paymentId) {
    return ended.compute(
        paymentId,
        (_, before) -> before != null && before.status().isFinal() ? before : carryOut(paymentId));
  }

  /** Finds out that the provider did it after all. */
  void resolve(BillPaymentId paymentId) {
    ended.put(
        paymentId,
        send(
            new ConfirmBillPayment(
                paymentId, new EntryId(ids.next()), new Confirmation("55354a218", Map.of()))));
  }

  private BillPaymentReceipt carryOut(BillPaymentId paymentId) {
    BillPaymentReceipt submitted =
        send(new SubmitBillPayment(paymentId, new AttemptId(ids.next()), null));
    BillPaymentReceipt receipt =
        switch (manner) {
          case CONFIRM -> confirm(submitted, "55354a218");
          case CONFIRM_WITHOUT_NUMBER -> confirm(submitted, null);
          case REFUSE ->
              send(new RejectBillPayment(paymentId, new EntryId(ids.next()), "It will not."));
          case KEEP_SILENT -> send(new ReportUnknownOutcome(paymentId, "It is silent."));
        };
    Payee payee = receipt.terms().payee();
    if (payee instanceof Payee.SenelecBill bill
        && receipt.status() == BillPaymentStatus.CONFIRMED) {
      providers.bills(Utility.SENELEC, bill.policy(), null).stream()
          .filter(owed -> owed.payee().equals(payee))
          .findFirst()
          .ifPresent(owed -> put(payee, owed.customerName(), owed.billed(), owed.dueOn(), true));
    }
    return receipt;
  }

  private BillPaymentReceipt confirm(BillPaymentReceipt submitted, @Nullable String number) {
    Map<String, String> vouchers =
        submitted.terms().payee() instanceof Payee.WoyofalMeter
            ? Map.of("token", "1234-5678-9012", "kwh", "8.3")
            : Map.of();
    return send(
        new ConfirmBillPayment(
            submitted.terms().paymentId(),
            new EntryId(ids.next()),
            new Confirmation(number, vouchers)));
  }

  private BillPaymentReceipt send(BillPaymentCommand command) {
    Answer answer =
        ledger.send(new LedgerRequest(command, new Requester("system:bills", "system"), null));
    return switch (answer) {
      case Answer.Accepted accepted -> (BillPaymentReceipt) accepted.receipt();
      case Answer.Refused refused -> throw refused.rejection();
    };
  }
}
