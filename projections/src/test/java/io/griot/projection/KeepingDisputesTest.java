package io.griot.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.dispute.DisputeCommand;
import io.griot.core.dispute.DisputeCommand.DismissDispute;
import io.griot.core.dispute.DisputeCommand.MarkDisputeReviewed;
import io.griot.core.dispute.DisputeCommand.MoveDisputeToReview;
import io.griot.core.dispute.DisputeCommand.OpenDispute;
import io.griot.core.dispute.DisputeCommand.RefundDispute;
import io.griot.core.dispute.DisputeCommand.Reporter;
import io.griot.core.dispute.DisputeReceipt;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.projection.account.AccountView;
import io.griot.projection.dispute.AgeingBucket;
import io.griot.projection.dispute.DisputeFinder.Filter;
import io.griot.projection.dispute.DisputeView;
import io.griot.projection.dispute.DisputeView.Step;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeepingDisputesTest {

  private static final Authority STAFF = new Authority.Staff();
  private static final Filter ANY = new Filter(null, null, null, null, null, null, null);

  private static LedgerWithViews ledger;

  private final Owner payer = new Owner.User(UUID.randomUUID());
  private final Owner beneficiary = new Owner.User(UUID.randomUUID());

  @BeforeAll
  static void start() {
    ledger = LedgerWithViews.started();
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  @Test
  void the_view_says_what_the_rules_know() throws InterruptedException {
    WalletId to = ledger.openWallet(beneficiary, null, "0");
    EntryId entryId = paid(to, "30");
    DisputeId disputeId = new DisputeId(UUID.randomUUID());
    assertSame(open(disputeId, entryId, "20", "wrong\0 goat"), "wrong\uFFFD goat");
    assertAmounts(to, 30_00, 20_00);
    assertSame(send(new MoveDisputeToReview(disputeId, STAFF)), "wrong\uFFFD goat");
    assertSame(send(new MarkDisputeReviewed(disputeId, null, STAFF)), "wrong\uFFFD goat");
    EntryId refundId = LedgerWithViews.entryId();
    assertSame(
        send(
            new RefundDispute(
                disputeId, refundId, LedgerWithViews.majorUnits("5"), false, "sorry", STAFF)),
        "sorry");

    assertAmounts(to, 25_00, 0);
    assertThat(ledger.entries.find(entryId).orElseThrow().refunded()).isEqualTo(etb(5_00));
    assertThat(ledger.entries.find(refundId).orElseThrow().corrects()).isEqualTo(entryId);
    assertThat(ledger.disputes.find(new DisputeId(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void a_dismissed_dispute_freezes_nothing_any_more() throws InterruptedException {
    WalletId to = ledger.openWallet(beneficiary, null, "0");
    DisputeId disputeId = opened(paid(to, "30"), null);
    review(disputeId);
    DisputeReceipt receipt = send(new DismissDispute(disputeId, "it was a goat", STAFF));

    assertSame(receipt, "it was a goat");
    assertThat(receipt.refundId()).isNull();
    assertAmounts(to, 30_00, 0);
  }

  @Test
  void history_says_who_did_what_and_when() throws InterruptedException {
    DisputeId disputeId = opened(paid(ledger.openWallet(beneficiary, null, "0"), "30"), null);
    review(disputeId);
    send(new DismissDispute(disputeId, "it was a goat", STAFF));
    ledger.catchUp();

    List<Step> steps = ledger.disputes.steps(disputeId);
    assertThat(steps)
        .extracting(Step::status)
        .containsExactly("needs_response", "in_review", "reviewed", "resolved");
    assertThat(steps)
        .extracting(Step::notes)
        .containsExactly("wrong goat", null, "looked at it", "it was a goat");
    assertThat(steps).allMatch(step -> "user:test".equals(step.actor()));
    assertThat(steps).extracting(Step::at).isSorted();
    DisputeView dispute = ledger.disputes.find(disputeId).orElseThrow();
    assertThat(steps.getFirst().at()).isEqualTo(dispute.openedAt());
    assertThat(steps.getLast().at()).isEqualTo(dispute.updatedAt());
  }

  @Test
  void finds_disputes_by_what_is_asked() throws InterruptedException {
    WalletId to = ledger.openWallet(beneficiary, null, "0");
    DisputeId first = opened(paid(to, "10"), null);
    DisputeId second = opened(paid(to, "30"), "20.50");
    DisputeId third = opened(paid(to, "30"), null);
    send(new MoveDisputeToReview(second, STAFF));
    ledger.catchUp();

    assertThat(found(filter -> filter)).containsExactly(third, second, first);
    assertThat(found(filter -> of(filter, "in_review", null, null))).containsExactly(second);
    assertThat(found(filter -> of(filter, "resolved", null, null))).isEmpty();
    assertThat(found(filter -> of(filter, null, "20.5", null))).containsExactly(third, second);
    assertThat(found(filter -> of(filter, null, "20.51", null))).containsExactly(third);
    assertThat(found(filter -> of(filter, null, null, "20.5"))).containsExactly(second, first);
    assertThat(found(filter -> of(filter, null, null, "20.49"))).containsExactly(first);
    assertThat(found(filter -> in(filter, "ETB"))).hasSize(3);
    assertThat(found(filter -> in(filter, "XOF"))).isEmpty();
    Instant openedAt = ledger.disputes.find(second).orElseThrow().openedAt();
    assertThat(found(filter -> between(filter, openedAt, openedAt))).containsExactly(second);
    assertThat(found(filter -> between(filter, openedAt.plusNanos(1_000), null)))
        .containsExactly(third);
    assertThat(found(filter -> between(filter, null, openedAt.minusNanos(1_000))))
        .containsExactly(first);

    Filter own = new Filter(payer, null, null, null, null, null, null);
    List<DisputeView> page = ledger.disputes.list(own, Long.MAX_VALUE, 2);
    assertThat(page).extracting(DisputeView::disputeId).containsExactly(third, second);
    assertThat(ledger.disputes.list(own, page.getLast().position(), 2))
        .extracting(DisputeView::disputeId)
        .containsExactly(first);
  }

  @Test
  void open_disputes_age_by_whole_days() throws InterruptedException {
    WalletId to = ledger.openWallet(beneficiary, null, "0");
    DisputeId resolved = opened(paid(to, "10"), null);
    review(resolved);
    send(new DismissDispute(resolved, null, STAFF));
    DisputeId last = opened(paid(to, "30.50"), null);
    ledger.catchUp();
    Instant openedAt = ledger.disputes.find(last).orElseThrow().openedAt();
    List<DisputeView> open =
        ledger.disputes.list(ANY, Long.MAX_VALUE, 1_000).stream()
            .filter(dispute -> !dispute.status().equals("resolved"))
            .toList();
    Money sum = open.stream().map(DisputeView::amount).reduce(etb(0), Money::plus);

    assertThat(ledger.disputes.ageing(openedAt))
        .containsExactly(new AgeingBucket("0-1", open.size(), sum));
    String younger = "0-1";
    for (String bucket : List.of("2-7", "8-30", "31+")) {
      int days = Integer.parseInt(bucket.replaceFirst("[-+].*", ""));
      Instant due = openedAt.plus(Duration.ofDays(days));
      assertThat(ledger.disputes.ageing(due))
          .containsExactly(new AgeingBucket(bucket, open.size(), sum));
      assertThat(ledger.disputes.ageing(due.minusNanos(1_000)))
          .contains(new AgeingBucket(younger, 1, etb(30_50)));
      younger = bucket;
    }
  }

  @Test
  void are_made_anew_to_the_same_bytes() throws Exception {
    WalletId to = ledger.openWallet(beneficiary, null, "0");
    DisputeId disputeId = opened(paid(to, "10"), null);
    review(disputeId);
    send(new RefundDispute(disputeId, LedgerWithViews.entryId(), null, false, null, STAFF));
    opened(paid(to, "12"), null);
    ledger.catchUp();
    List<String> before = ledger.hashes();

    ledger.rebuild().run(Views.ALL, _ -> {});

    assertThat(ledger.hashes()).isEqualTo(before);
  }

  private static void assertSame(DisputeReceipt receipt, String notes) throws InterruptedException {
    ledger.catchUp();
    DisputeView dispute = ledger.disputes.find(receipt.terms().disputeId()).orElseThrow();
    assertThat(dispute)
        .isEqualTo(
            new DisputeView(
                receipt.terms().disputeId(),
                receipt.terms().entryId(),
                receipt.terms().reporter(),
                receipt.terms().amount(),
                receipt.terms().frozen(),
                notes,
                receipt.status().text(),
                receipt.refundId(),
                receipt.terms().openedAt(),
                receipt.terms().changedAt(),
                dispute.position()));
  }

  private static void assertAmounts(WalletId walletId, long posted, long frozen) {
    AccountView wallet = ledger.account(walletId);
    assertThat(wallet.postedMinorUnits()).isEqualTo(BigInteger.valueOf(posted));
    assertThat(wallet.frozenMinorUnits()).isEqualTo(BigInteger.valueOf(frozen));
  }

  private List<DisputeId> found(UnaryOperator<Filter> narrowed) {
    return ledger
        .disputes
        .list(
            narrowed.apply(new Filter(payer, null, null, null, null, null, null)),
            Long.MAX_VALUE,
            10)
        .stream()
        .map(DisputeView::disputeId)
        .toList();
  }

  private static Filter of(
      Filter filter, @Nullable String status, @Nullable String least, @Nullable String most) {
    return new Filter(
        filter.reporter(),
        status,
        null,
        least == null ? null : new BigDecimal(least),
        most == null ? null : new BigDecimal(most),
        null,
        null);
  }

  private static Filter in(Filter filter, String currency) {
    return new Filter(
        filter.reporter(), null, Currency.getInstance(currency), null, null, null, null);
  }

  private static Filter between(Filter filter, @Nullable Instant from, @Nullable Instant to) {
    return new Filter(filter.reporter(), null, null, null, null, from, to);
  }

  private EntryId paid(WalletId to, String amount) {
    return ledger.transfer(ledger.openWallet(payer, null, "100"), to, amount);
  }

  private DisputeId opened(EntryId entryId, @Nullable String amount) {
    DisputeId disputeId = new DisputeId(UUID.randomUUID());
    open(disputeId, entryId, amount, "wrong goat");
    return disputeId;
  }

  private DisputeReceipt open(
      DisputeId disputeId, EntryId entryId, @Nullable String amount, String notes) {
    return send(
        new OpenDispute(
            disputeId,
            entryId,
            new Reporter(payer, Set.of(payer)),
            amount == null ? null : LedgerWithViews.majorUnits(amount),
            notes,
            STAFF));
  }

  private static void review(DisputeId disputeId) {
    send(new MoveDisputeToReview(disputeId, STAFF));
    send(new MarkDisputeReviewed(disputeId, "looked at it", STAFF));
  }

  private static DisputeReceipt send(DisputeCommand command) {
    return (DisputeReceipt) ledger.send(command).receipt();
  }

  private static Money etb(long minorUnits) {
    return new Money(minorUnits, LedgerWithViews.ETB);
  }
}
