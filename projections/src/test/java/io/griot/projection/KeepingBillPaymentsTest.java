package io.griot.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.audit.Checked;
import io.griot.core.bill.BillPaymentCommand.ConfirmBillPayment;
import io.griot.core.bill.BillPaymentCommand.NoteSoughtOutcome;
import io.griot.core.bill.BillPaymentCommand.ReferBillPayment;
import io.griot.core.bill.BillPaymentCommand.RejectBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReportUnknownOutcome;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.BillPaymentCommand.ResolveBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReturnUnsentBillPayment;
import io.griot.core.bill.BillPaymentCommand.SubmitBillPayment;
import io.griot.core.bill.BillPaymentReceipt;
import io.griot.core.bill.BillPaymentStatus;
import io.griot.core.bill.Confirmation;
import io.griot.core.bill.Mandate;
import io.griot.core.bill.Quote;
import io.griot.core.bill.Resolution;
import io.griot.core.bill.Sought;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.utility.Carrier;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Provider;
import io.griot.core.utility.Utility;
import io.griot.projection.bill.BillPaymentFinder.Filter;
import io.griot.projection.bill.BillPaymentView;
import io.griot.projection.bill.BillPaymentView.Step;
import io.griot.projection.bill.ClearingBalance;
import io.griot.projection.bill.UnderWay;
import io.griot.projection.journal.EntryStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepingBillPaymentsTest {

  private static final Filter ANY = new Filter(null, null, null, null);
  private static final Payee BILL = new Payee.SenelecBill("1061103482", "5589110");
  private static final Payee WATER = new Payee.RegidesoBill("KIN", "83262", "108776771");
  private static final Payee METER = new Payee.WoyofalMeter("58469823");
  private static final Payee PHONE = new Payee.AirtimePhone(Carrier.ORANGE, "+221771234567");

  private LedgerWithViews ledger;

  @BeforeEach
  void start() {
    ledger = LedgerWithViews.started();
  }

  @AfterEach
  void stop() {
    ledger.close();
  }

  private record Paying(BillPaymentId paymentId, EntryId entryId) {}

  private Paying pay(WalletId wallet, Payee payee, String amount) {
    Paying paying = new Paying(new BillPaymentId(UUID.randomUUID()), LedgerWithViews.entryId());
    ledger.send(
        new RequestBillPayment(
            paying.paymentId(),
            paying.entryId(),
            wallet,
            payee,
            new Quote.Open(LedgerWithViews.ETB),
            LedgerWithViews.majorUnits(amount),
            "for the \0 house",
            new Mandate.ByOwner(new Authority.Staff())));
    return paying;
  }

  private AttemptId submit(Paying paying) {
    AttemptId attemptId = new AttemptId(UUID.randomUUID());
    ledger.send(new SubmitBillPayment(paying.paymentId(), attemptId, null));
    return attemptId;
  }

  private Paying unknown(WalletId wallet, Payee payee) {
    Paying paying = pay(wallet, payee, "10");
    submit(paying);
    ledger.send(new ReportUnknownOutcome(paying.paymentId(), "no answer in 10 s"));
    return paying;
  }

  private EntryId confirm(Paying paying) {
    EntryId settlementId = LedgerWithViews.entryId();
    ledger.send(
        new ConfirmBillPayment(
            paying.paymentId(),
            settlementId,
            new Confirmation("55354a218", Map.of("token", "1234 \"5678\"", "kwh", "12.5"))));
    return settlementId;
  }

  private BillPaymentView seen(Paying paying) throws InterruptedException {
    ledger.catchUp();
    return ledger.billPayments.find(paying.paymentId()).orElseThrow();
  }

  private List<String> kinds(Paying paying) {
    return ledger.billPayments.steps(paying.paymentId()).stream()
        .map(step -> step.kind().text())
        .toList();
  }

  private EntryStatus statusOf(EntryId entryId) {
    return ledger.entries.find(entryId).orElseThrow().status();
  }

  @Test
  void a_confirmed_payment_is_seen_with_its_entries_its_vouchers_and_each_step()
      throws InterruptedException {
    WalletId wallet = ledger.openWallet("100");
    Paying paying = pay(wallet, METER, "30.25");
    BillPaymentView funded = seen(paying);
    assertThat(funded.status()).isEqualTo(BillPaymentStatus.FUNDED);
    assertThat(funded.fundingId()).isEqualTo(paying.entryId());
    assertThat(funded.walletId()).isEqualTo(wallet);
    assertThat(funded.utility()).isEqualTo(Utility.WOYOFAL);
    assertThat(funded.provider()).isEqualTo(Provider.WIZALL);
    assertThat(funded.payee()).isEqualTo("WOYOFAL/58469823");
    assertThat(funded.amount()).isEqualTo(new Money(30_25, LedgerWithViews.ETB));
    assertThat(funded.remarks()).isEqualTo("for the \uFFFD house");
    assertThat(funded.submittedAt()).isNull();
    assertThat(funded.endedAt()).isNull();

    AttemptId attemptId = submit(paying);
    BillPaymentView submitted = seen(paying);
    assertThat(submitted.status()).isEqualTo(BillPaymentStatus.SUBMITTED);
    assertThat(submitted.attemptId()).isEqualTo(attemptId);

    EntryId settlementId = confirm(paying);
    BillPaymentView confirmed = seen(paying);
    assertThat(confirmed.status()).isEqualTo(BillPaymentStatus.CONFIRMED);
    assertThat(confirmed.settlementId()).isEqualTo(settlementId);
    assertThat(confirmed.refundId()).isNull();
    assertThat(confirmed.providerReference()).isEqualTo("55354a218");
    assertThat(confirmed.vouchers())
        .containsExactly(Map.entry("kwh", "12.5"), Map.entry("token", "1234 \"5678\""));
    assertThat(confirmed.reason()).isNull();
    List<Step> steps = ledger.billPayments.steps(paying.paymentId());
    assertThat(kinds(paying))
        .containsExactly("requested", "funded", "submitted", "confirmed", "settled");
    assertThat(steps).allMatch(step -> "user:test".equals(step.actor()));
    assertThat(steps.get(3).detail()).isEqualTo("55354a218");
    assertThat(steps.get(2).at()).isEqualTo(confirmed.submittedAt());
    assertThat(steps.getFirst().at()).isEqualTo(confirmed.requestedAt());
    assertThat(steps.getLast().at()).isEqualTo(confirmed.endedAt());
    assertThat(ledger.billPayments.find(new BillPaymentId(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void the_entry_that_took_the_money_is_pending_until_the_payment_ends()
      throws InterruptedException {
    WalletId wallet = ledger.openWallet("100");
    Paying confirmed = pay(wallet, METER, "10");
    Paying refunded = pay(wallet, PHONE, "20");
    Paying waiting = pay(wallet, METER, "30");
    submit(confirmed);
    ledger.catchUp();
    assertThat(statusOf(confirmed.entryId())).isEqualTo(EntryStatus.PENDING);
    assertThat(statusOf(refunded.entryId())).isEqualTo(EntryStatus.PENDING);

    EntryId settlementId = confirm(confirmed);
    EntryId refundId = LedgerWithViews.entryId();
    ledger.send(new ReturnUnsentBillPayment(refunded.paymentId(), null, refundId, "nobody there"));
    ledger.catchUp();

    assertThat(statusOf(confirmed.entryId())).isEqualTo(EntryStatus.COMPLETED);
    assertThat(statusOf(refunded.entryId())).isEqualTo(EntryStatus.REFUNDED);
    assertThat(statusOf(waiting.entryId())).isEqualTo(EntryStatus.PENDING);
    assertThat(statusOf(settlementId)).isEqualTo(EntryStatus.COMPLETED);
    assertThat(statusOf(refundId)).isEqualTo(EntryStatus.COMPLETED);
    assertThat(ledger.entries.find(refundId).orElseThrow().corrects())
        .isEqualTo(refunded.entryId());
  }

  @Test
  void an_unknown_payment_says_why_and_since_when_and_who_resolved_it()
      throws InterruptedException {
    Paying paying = unknown(ledger.openWallet("100"), BILL);
    BillPaymentView unknown = seen(paying);
    assertThat(unknown.status()).isEqualTo(BillPaymentStatus.UNKNOWN);
    assertThat(unknown.reason()).isEqualTo("no answer in 10 s");
    assertThat(unknown.referred()).isFalse();
    assertThat(unknown.unknownSince()).isAfter(unknown.requestedAt());

    ledger.send(new NoteSoughtOutcome(paying.paymentId(), Sought.NO_ANSWER, "it was down"));
    ledger.send(new ReferBillPayment(paying.paymentId(), "30 minutes are over"));
    BillPaymentView referred = seen(paying);
    assertThat(referred.referred()).isTrue();
    assertThat(referred.reason()).isEqualTo("no answer in 10 s");

    EntryId refundId = LedgerWithViews.entryId();
    ledger.send(
        new ResolveBillPayment(
            paying.paymentId(),
            refundId,
            Resolution.REFUNDED,
            null,
            "their list of 3 May has no such payment",
            new Authority.Staff()));
    BillPaymentView refunded = seen(paying);
    assertThat(refunded.status()).isEqualTo(BillPaymentStatus.REFUNDED);
    assertThat(refunded.referred()).isFalse();
    assertThat(refunded.reason()).isEqualTo("their list of 3 May has no such payment");
    assertThat(refunded.refundId()).isEqualTo(refundId);
    assertThat(kinds(paying))
        .containsExactly(
            "requested",
            "funded",
            "submitted",
            "outcome_unknown",
            "outcome_sought",
            "referred",
            "resolved",
            "refunded");
    List<Step> steps = ledger.billPayments.steps(paying.paymentId());
    assertThat(steps.get(4).outcome()).isEqualTo("no_answer");
    assertThat(steps.get(4).detail()).isEqualTo("it was down");
    assertThat(steps.get(6).outcome()).isEqualTo("refunded");
    assertThat(steps.get(6).actor()).isEqualTo("user:test");
  }

  @Test
  void a_confirmation_after_all_leaves_no_reason_and_a_contradiction_stays_beside_it()
      throws InterruptedException {
    Paying paying = unknown(ledger.openWallet("100"), BILL);
    confirm(paying);
    ledger.send(
        new RejectBillPayment(paying.paymentId(), LedgerWithViews.entryId(), "unknown policy"));

    BillPaymentView seen = seen(paying);
    assertThat(seen.status()).isEqualTo(BillPaymentStatus.CONFIRMED);
    assertThat(seen.reason()).isNull();
    assertThat(seen.contradiction()).isEqualTo("The provider refused it: unknown policy");
    assertThat(seen.unknownSince()).isNotNull();
    assertThat(kinds(paying)).endsWith("confirmed", "settled", "contradicted");
  }

  @Test
  void the_view_says_what_the_rules_know() throws InterruptedException {
    Paying paying = unknown(ledger.openWallet("100"), BILL);
    BillPaymentReceipt receipt =
        (BillPaymentReceipt)
            ledger.send(new ReferBillPayment(paying.paymentId(), "over")).receipt();
    BillPaymentView seen = seen(paying);
    assertThat(seen.status()).isEqualTo(receipt.status());
    assertThat(seen.reason()).isEqualTo(receipt.reason());
    assertThat(seen.referred()).isEqualTo(receipt.referred());
    assertThat(seen.attemptId()).isEqualTo(receipt.attemptId());
    assertThat(seen.amount()).isEqualTo(receipt.terms().amount());
    assertThat(seen.payee()).isEqualTo(receipt.terms().payee().toString());
  }

  @Test
  void finds_payments_by_what_is_asked() throws InterruptedException {
    WalletId mine = ledger.openWallet("100");
    WalletId other = ledger.openWallet("100");
    BillPaymentId first = pay(mine, METER, "1").paymentId();
    Paying second = unknown(mine, BILL);
    BillPaymentId third = pay(other, WATER, "3").paymentId();
    BillPaymentId fourth = unknown(other, PHONE).paymentId();
    ledger.catchUp();

    assertThat(found(ANY)).containsExactly(fourth, third, second.paymentId(), first);
    assertThat(found(new Filter(List.of(mine), null, null, null)))
        .containsExactly(second.paymentId(), first);
    assertThat(found(new Filter(List.of(mine, other), null, null, null))).hasSize(4);
    assertThat(found(new Filter(List.of(), null, null, null))).isEmpty();
    assertThat(found(new Filter(null, "unknown", null, null)))
        .containsExactly(fourth, second.paymentId());
    assertThat(found(new Filter(null, "confirmed", null, null))).isEmpty();
    assertThat(found(new Filter(List.of(mine), null, Utility.SENELEC, null)))
        .containsExactly(second.paymentId());
    Instant since = Objects.requireNonNull(seen(second).unknownSince());
    assertThat(found(new Filter(null, null, null, since))).containsExactly(second.paymentId());
    assertThat(found(new Filter(null, null, null, since.minusNanos(1_000)))).isEmpty();

    List<BillPaymentView> page = ledger.billPayments.list(ANY, Long.MAX_VALUE, 2);
    assertThat(ledger.billPayments.list(ANY, page.getLast().position(), 2))
        .extracting(BillPaymentView::paymentId)
        .containsExactly(second.paymentId(), first);
    assertThat(
            ledger.billPayments.list(
                new Filter(List.of(mine, other), null, null, null), page.getLast().position(), 1))
        .extracting(BillPaymentView::paymentId)
        .containsExactly(second.paymentId());
  }

  @Test
  void what_is_under_way_and_in_clearing_is_told_by_provider() throws InterruptedException {
    WalletId wallet = ledger.openWallet("100");
    assertThat(ledger.billPayments.clearing()).isEmpty();
    Paying oldest = unknown(wallet, METER);
    unknown(wallet, PHONE);
    Paying water = pay(wallet, WATER, "12.50");
    Paying refused = pay(wallet, METER, "20");
    submit(refused);
    ledger.send(new RejectBillPayment(refused.paymentId(), LedgerWithViews.entryId(), "no"));
    Instant since = seen(oldest).unknownSince();

    assertThat(ledger.billPayments.underWay())
        .containsExactly(
            new UnderWay(Provider.REGIDESO, BillPaymentStatus.FUNDED, 1, null),
            new UnderWay(Provider.WIZALL, BillPaymentStatus.UNKNOWN, 2, since));
    assertThat(ledger.billPayments.clearing())
        .containsExactly(balance(Provider.REGIDESO, "12.50"), balance(Provider.WIZALL, "20.00"));

    submit(water);
    confirm(water);
    ledger.catchUp();
    assertThat(ledger.billPayments.underWay())
        .extracting(UnderWay::provider)
        .containsExactly(Provider.WIZALL);
    assertThat(ledger.billPayments.clearing())
        .containsExactly(balance(Provider.REGIDESO, "0.00"), balance(Provider.WIZALL, "20.00"));
  }

  @Test
  void a_rebuild_makes_what_the_running_view_made() throws Exception {
    WalletId wallet = ledger.openWallet("100");
    Paying unknown = unknown(wallet, BILL);
    ledger.send(new ReferBillPayment(unknown.paymentId(), "over"));
    ledger.catchUp();
    Paying late = unknown(wallet, WATER);
    ledger.catchUp();
    confirm(late);
    Paying unsent = pay(wallet, PHONE, "5");
    ledger.send(
        new ReturnUnsentBillPayment(
            unsent.paymentId(), null, LedgerWithViews.entryId(), "breaker"));
    ledger.catchUp();
    List<String> live = ledger.hashes();

    ledger.rebuild().run(Views.ALL, _ -> {});

    assertThat(ledger.hashes()).isEqualTo(live);
    assertThat(live).noneMatch(hash -> hash.startsWith("bill_payment 0"));
    assertThat(
            ProjectionsConfiguration.verification(ledger.reading(), ledger.dataSource)
                .run(Views.ALL, _ -> {}))
        .allMatch(Checked::isSound);
  }

  private List<BillPaymentId> found(Filter filter) {
    return ledger.billPayments.list(filter, Long.MAX_VALUE, 50).stream()
        .map(BillPaymentView::paymentId)
        .toList();
  }

  private static ClearingBalance balance(Provider provider, String amount) {
    return new ClearingBalance(provider, LedgerWithViews.ETB, new BigDecimal(amount));
  }
}
