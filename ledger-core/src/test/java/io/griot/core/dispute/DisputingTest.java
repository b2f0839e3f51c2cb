package io.griot.core.dispute;

import static io.griot.core.LedgerFixture.NOW;
import static io.griot.core.LedgerFixture.ledger;
import static io.griot.core.RejectionCode.AMOUNT_ABOVE_DISPUTED;
import static io.griot.core.RejectionCode.DISPUTE_NOT_AWAITING_RESPONSE;
import static io.griot.core.RejectionCode.DISPUTE_NOT_FOUND;
import static io.griot.core.RejectionCode.DISPUTE_NOT_IN_REVIEW;
import static io.griot.core.RejectionCode.DISPUTE_NOT_REVIEWED;
import static io.griot.core.RejectionCode.DISPUTE_RESOLVED;
import static io.griot.core.RejectionCode.ENTRY_DISPUTED;
import static io.griot.core.RejectionCode.ENTRY_NOT_FOUND;
import static io.griot.core.RejectionCode.ENTRY_NOT_REFUNDABLE;
import static io.griot.core.RejectionCode.ENTRY_REFUNDED;
import static io.griot.core.RejectionCode.ENTRY_REVERSED;
import static io.griot.core.RejectionCode.HOLD_NOT_FOUND;
import static io.griot.core.RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS;
import static io.griot.core.RejectionCode.REFUND_ABOVE_ORIGINAL;
import static io.griot.core.RejectionCode.REPORTER_NOT_INVOLVED;
import static io.griot.core.RejectionCode.SAME_ACCOUNT;
import static io.griot.core.RejectionCode.WALLET_RESTRICTED;
import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.adjustment;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.credited;
import static io.griot.core.Sample.dispute;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.in;
import static io.griot.core.Sample.opened;
import static io.griot.core.Sample.owner;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.restricted;
import static io.griot.core.Sample.send;
import static io.griot.core.Sample.settlement;
import static io.griot.core.Sample.user;
import static io.griot.core.Sample.wallet;

import io.griot.core.LedgerFixture;
import io.griot.core.account.AccountEvent.FundsFrozen;
import io.griot.core.account.AccountEvent.FundsReleased;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.dispute.DisputeCommand.DismissDispute;
import io.griot.core.dispute.DisputeCommand.MarkDisputeReviewed;
import io.griot.core.dispute.DisputeCommand.MoveDisputeToReview;
import io.griot.core.dispute.DisputeCommand.OpenDispute;
import io.griot.core.dispute.DisputeCommand.RefundDispute;
import io.griot.core.dispute.DisputeCommand.Reporter;
import io.griot.core.dispute.DisputeEvent.DisputeDismissed;
import io.griot.core.dispute.DisputeEvent.DisputeMovedToReview;
import io.griot.core.dispute.DisputeEvent.DisputeOpened;
import io.griot.core.dispute.DisputeEvent.DisputeRefunded;
import io.griot.core.dispute.DisputeEvent.DisputeReviewed;
import io.griot.core.hold.HoldCommand.ExpireHold;
import io.griot.core.hold.HoldCommand.SettleHold;
import io.griot.core.hold.HoldCommand.VoidHold;
import io.griot.core.id.AccountId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryDisputeEnded;
import io.griot.core.journal.JournalEvent.EntryDisputed;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.Posting;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.CorrectionCommand.Refund;
import io.griot.core.transfer.CorrectionCommand.Reverse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DisputingTest {

  private static final Authority STAFF = new Authority.Staff();
  private static final SystemAccountId SUSPENSE =
      new SystemAccountId(SystemAccountKind.SUSPENSE, "", ETB);

  /** Of wallet 1's 100 birr, 30 went to wallet 2 by entry 1; wallet 3 looks on. */
  private static LedgerFixture thirtySent() {
    return ledger()
        .given(opened(1, ETB), credited(1, etb(100_00)), opened(2, ETB), opened(3, ETB))
        .given(p2p(1, 1, 2, "30"));
  }

  /** User 1 has disputed it. */
  private static LedgerFixture disputed(@Nullable String majorUnits) {
    return thirtySent().given(open(majorUnits, owner(1)));
  }

  /** The staff is to decide. */
  private static LedgerFixture reviewed(@Nullable String majorUnits) {
    return disputed(majorUnits).given(move(), mark());
  }

  private static Reporter reporter(long number) {
    return new Reporter(user(number), Set.of(user(number)));
  }

  private static OpenDispute open(@Nullable String majorUnits, Authority authority) {
    return new OpenDispute(
        dispute(1),
        entry(1),
        reporter(1),
        majorUnits == null ? null : amount(majorUnits),
        "wrong goat",
        authority);
  }

  private static OpenDispute another(@Nullable String majorUnits) {
    return new OpenDispute(
        dispute(2),
        entry(1),
        reporter(1),
        majorUnits == null ? null : amount(majorUnits),
        null,
        STAFF);
  }

  private static MoveDisputeToReview move() {
    return new MoveDisputeToReview(dispute(1), STAFF);
  }

  private static MarkDisputeReviewed mark() {
    return new MarkDisputeReviewed(dispute(1), "it was a sheep", STAFF);
  }

  private static RefundDispute refund(@Nullable String majorUnits) {
    return new RefundDispute(
        dispute(1),
        entry(7),
        majorUnits == null ? null : amount(majorUnits),
        false,
        "paid back",
        STAFF);
  }

  private static RefundDispute refundFromSuspense() {
    return new RefundDispute(dispute(1), entry(7), null, true, "paid back", STAFF);
  }

  private static DismissDispute dismiss() {
    return new DismissDispute(dispute(1), "it was a goat", STAFF);
  }

  private static DisputeOpened opening(AccountId beneficiary, long disputed, long frozen) {
    return new DisputeOpened(
        dispute(1), entry(1), user(1), beneficiary, etb(disputed), etb(frozen), "wrong goat", NOW);
  }

  private static FundsFrozen frozen(long santims) {
    return new FundsFrozen(wallet(2), dispute(1).freeze(), etb(santims));
  }

  private static FundsReleased released(long santims) {
    return new FundsReleased(wallet(2), dispute(1).freeze(), etb(santims));
  }

  private static DisputeRefunded refunded(long santims, long released) {
    return new DisputeRefunded(dispute(1), entry(7), etb(santims), etb(released), "paid back", NOW);
  }

  private static Dispute.Terms terms(long santims, long frozen, String notes) {
    return new Dispute.Terms(
        dispute(1), entry(1), user(1), wallet(2), etb(santims), etb(frozen), notes, NOW, NOW);
  }

  private static EntryPosted posted(
      AccountId from, long santims, Map<AccountId, Money> balancesAfter) {
    return new EntryPosted(
        entry(7),
        EntryKind.REFUND,
        List.of(Posting.debit(from, etb(santims)), Posting.credit(wallet(1), etb(santims))),
        balancesAfter,
        "Refund of a disputed transaction",
        Map.of("refund_of", entry(1).uuid().toString(), "dispute", dispute(1).uuid().toString()),
        null);
  }

  @Test
  void freezes_what_is_disputed_at_the_beneficiary() {
    thirtySent()
        .when(open("20", owner(1)))
        .expectEvents(
            opening(wallet(2), 20_00, 20_00),
            new EntryDisputed(entry(1), dispute(1)),
            frozen(20_00))
        .expectReceipt(
            new DisputeReceipt(
                DisputeStatus.NEEDS_RESPONSE, terms(20_00, 20_00, "wrong goat"), null));
  }

  @Test
  void disputes_all_that_is_left_unless_told_otherwise() {
    thirtySent()
        .given(new Refund(entry(1), entry(2), amount("5"), false, "", owner(2)))
        .when(open(null, owner(1)))
        .expectEvents(
            opening(wallet(2), 25_00, 25_00),
            new EntryDisputed(entry(1), dispute(1)),
            frozen(25_00));
  }

  @Test
  void freezes_no_more_than_is_available() {
    thirtySent()
        .given(p2p(2, 2, 3, "18"))
        .when(open(null, owner(1)))
        .expectEvents(
            opening(wallet(2), 30_00, 12_00),
            new EntryDisputed(entry(1), dispute(1)),
            frozen(12_00));
  }

  @Test
  void freezes_nothing_where_nothing_is_available() {
    thirtySent()
        .given(p2p(2, 2, 3, "30"))
        .when(open(null, owner(1)))
        .expectEvents(opening(wallet(2), 30_00, 0), new EntryDisputed(entry(1), dispute(1)));
  }

  @Test
  void freezes_nothing_of_the_houses() {
    thirtySent()
        .given(send(2, 1, "50"))
        .when(new OpenDispute(dispute(1), entry(2), reporter(1), null, "wrong goat", owner(1)))
        .expectEvents(
            new DisputeOpened(
                dispute(1),
                entry(2),
                user(1),
                settlement("awash", ETB),
                etb(50_00),
                etb(0),
                "wrong goat",
                NOW),
            new EntryDisputed(entry(2), dispute(1)));
  }

  @Test
  void a_restricted_wallet_is_frozen_too() {
    thirtySent()
        .given(restricted(2))
        .when(open(null, owner(1)))
        .expectEvents(
            opening(wallet(2), 30_00, 30_00),
            new EntryDisputed(entry(1), dispute(1)),
            frozen(30_00));
  }

  @Test
  void what_is_frozen_cannot_be_spent() {
    disputed("20")
        .when(p2p(2, 2, 3, "10.01"))
        .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
  }

  @Test
  void what_is_frozen_is_no_hold_that_anybody_could_end() {
    disputed(null)
        .when(new VoidHold(dispute(1).freeze(), "", STAFF))
        .expectRejection(HOLD_NOT_FOUND, "hold");
    disputed(null)
        .when(new SettleHold(dispute(1).freeze(), entry(8), wallet(3), null, "", owner(2)))
        .expectRejection(HOLD_NOT_FOUND, "hold");
    disputed(null)
        .when(new ExpireHold(dispute(1).freeze()))
        .expectRejection(HOLD_NOT_FOUND, "hold");
  }

  @Test
  void the_staff_opens_it_for_whoever_has_a_part_in_it() {
    thirtySent()
        .when(new OpenDispute(dispute(1), entry(1), reporter(2), null, null, STAFF))
        .expectEvents(
            new DisputeOpened(
                dispute(1), entry(1), user(2), wallet(2), etb(30_00), etb(30_00), null, NOW),
            new EntryDisputed(entry(1), dispute(1)),
            frozen(30_00));
    thirtySent()
        .when(new OpenDispute(dispute(1), entry(1), reporter(3), null, null, STAFF))
        .expectRejection(REPORTER_NOT_INVOLVED, "reporter");
    thirtySent()
        .when(new OpenDispute(dispute(1), entry(1), null, null, null, STAFF))
        .expectRejection(REPORTER_NOT_INVOLVED, "reporter");
    ledger()
        .given(adjustment(1, in(SUSPENSE), in(settlement("bank", ETB)), "30"))
        .when(open(null, STAFF))
        .expectRejection(REPORTER_NOT_INVOLVED, "reporter");
  }

  @Test
  void nobody_disputes_for_others_or_what_is_none_of_theirs() {
    thirtySent()
        .when(new OpenDispute(dispute(1), entry(1), null, null, null, owner(1)))
        .expectRejection(REPORTER_NOT_INVOLVED, "reporter");
    thirtySent()
        .when(new OpenDispute(dispute(1), entry(1), reporter(3), null, null, owner(3)))
        .expectRejection(ENTRY_NOT_FOUND, "transaction");
    thirtySent()
        .when(new OpenDispute(dispute(1), entry(9), reporter(1), null, null, STAFF))
        .expectRejection(ENTRY_NOT_FOUND, "transaction");
  }

  @Test
  void one_dispute_over_an_entry_is_open() {
    disputed("1").when(another(null)).expectRejection(ENTRY_DISPUTED, "transaction");
    reviewed("1").when(another(null)).expectRejection(ENTRY_DISPUTED, "transaction");
  }

  @Test
  void another_may_follow_while_something_is_left() {
    reviewed("10")
        .given(refund(null))
        .when(another(null))
        .expectEvents(
            new DisputeOpened(
                dispute(2), entry(1), user(1), wallet(2), etb(20_00), etb(20_00), null, NOW),
            new EntryDisputed(entry(1), dispute(2)),
            new FundsFrozen(wallet(2), dispute(2).freeze(), etb(20_00)));
    reviewed(null)
        .given(refund(null))
        .when(another(null))
        .expectRejection(ENTRY_REFUNDED, "transaction");
    reviewed(null)
        .given(dismiss())
        .when(another("30.01"))
        .expectRejection(REFUND_ABOVE_ORIGINAL, "amount");
  }

  @Test
  void who_is_no_staff_disputes_what_they_paid_once() {
    thirtySent()
        .when(new OpenDispute(dispute(1), entry(1), reporter(2), amount("0.01"), null, owner(2)))
        .expectRejection(REPORTER_NOT_INVOLVED, "reporter");
    reviewed(null)
        .given(dismiss())
        .when(new OpenDispute(dispute(2), entry(1), reporter(1), null, null, owner(1)))
        .expectRejection(ENTRY_DISPUTED, "transaction");
  }

  @Test
  void disputes_what_could_be_refunded() {
    thirtySent().when(open("30.01", STAFF)).expectRejection(REFUND_ABOVE_ORIGINAL, "amount");
    thirtySent()
        .given(new Reverse(entry(1), entry(2), "", STAFF))
        .when(open(null, STAFF))
        .expectRejection(ENTRY_REVERSED, "transaction");
    thirtySent()
        .given(new Refund(entry(1), entry(2), amount("5"), false, "", owner(2)))
        .when(new OpenDispute(dispute(1), entry(2), reporter(1), null, null, STAFF))
        .expectRejection(ENTRY_NOT_REFUNDABLE, "transaction");
  }

  @Test
  void goes_from_one_status_to_the_next() {
    disputed(null)
        .when(move())
        .expectEvents(new DisputeMovedToReview(dispute(1), NOW))
        .expectReceipt(
            new DisputeReceipt(DisputeStatus.IN_REVIEW, terms(30_00, 30_00, "wrong goat"), null));
    disputed(null)
        .given(move())
        .when(mark())
        .expectEvents(new DisputeReviewed(dispute(1), "it was a sheep", NOW))
        .expectReceipt(
            new DisputeReceipt(
                DisputeStatus.REVIEWED, terms(30_00, 30_00, "it was a sheep"), null));
  }

  @Test
  void leaves_no_status_out_and_never_goes_back() {
    disputed(null).when(mark()).expectRejection(DISPUTE_NOT_IN_REVIEW, "dispute");
    disputed(null).when(refund(null)).expectRejection(DISPUTE_NOT_REVIEWED, "dispute");
    disputed(null).when(dismiss()).expectRejection(DISPUTE_NOT_REVIEWED, "dispute");
    LedgerFixture moved = disputed(null).given(move());
    moved.when(move()).expectRejection(DISPUTE_NOT_AWAITING_RESPONSE, "dispute");
    moved.when(refund(null)).expectRejection(DISPUTE_NOT_REVIEWED, "dispute");
    moved.when(dismiss()).expectRejection(DISPUTE_NOT_REVIEWED, "dispute");
    LedgerFixture reviewed = reviewed(null);
    reviewed.when(move()).expectRejection(DISPUTE_NOT_AWAITING_RESPONSE, "dispute");
    reviewed.when(mark()).expectRejection(DISPUTE_NOT_IN_REVIEW, "dispute");
  }

  @Test
  void stays_as_it_is_once_it_is_resolved() {
    for (DisputeCommand last : List.of(refund(null), dismiss())) {
      LedgerFixture resolved = reviewed(null).given(last);
      for (DisputeCommand late :
          List.of(
              move(),
              mark(),
              new RefundDispute(dispute(1), entry(8), null, false, null, STAFF),
              dismiss())) {
        resolved.when(late).expectRejection(DISPUTE_RESOLVED, "dispute");
      }
    }
  }

  @Test
  void exists_for_the_staff_alone() {
    disputed(null)
        .when(new MoveDisputeToReview(dispute(1), owner(1)))
        .expectRejection(DISPUTE_NOT_FOUND, "dispute");
    reviewed(null)
        .when(new RefundDispute(dispute(1), entry(7), null, false, null, owner(2)))
        .expectRejection(DISPUTE_NOT_FOUND, "dispute");
    thirtySent().when(move()).expectRejection(DISPUTE_NOT_FOUND, "dispute");
    thirtySent().when(refund(null)).expectRejection(DISPUTE_NOT_FOUND, "dispute");
  }

  @Test
  void refunds_out_of_what_is_frozen() {
    reviewed(null)
        .when(refund(null))
        .expectEvents(
            refunded(30_00, 30_00),
            new EntryDisputeEnded(entry(1), dispute(1)),
            new EntryRefunded(entry(1), entry(7), etb(30_00)),
            released(30_00),
            posted(wallet(2), 30_00, Map.of(wallet(2), etb(0), wallet(1), etb(100_00))),
            new WalletDebited(wallet(2), entry(7), etb(30_00)),
            new WalletCredited(wallet(1), entry(7), etb(30_00)))
        .expectReceipt(
            new DisputeReceipt(DisputeStatus.RESOLVED, terms(30_00, 0, "paid back"), entry(7)));
  }

  @Test
  void refunds_a_part_and_lets_the_rest_go() {
    reviewed("20")
        .when(refund("5.50"))
        .expectEvents(
            refunded(5_50, 20_00),
            new EntryDisputeEnded(entry(1), dispute(1)),
            new EntryRefunded(entry(1), entry(7), etb(5_50)),
            released(20_00),
            posted(wallet(2), 5_50, Map.of(wallet(2), etb(24_50), wallet(1), etb(75_50))),
            new WalletDebited(wallet(2), entry(7), etb(5_50)),
            new WalletCredited(wallet(1), entry(7), etb(5_50)));
  }

  @Test
  void refunds_no_more_than_is_disputed() {
    reviewed("20").when(refund("20.01")).expectRejection(AMOUNT_ABOVE_DISPUTED, "amount");
  }

  @Test
  void refunds_no_more_than_was_left_by_other_refunds() {
    LedgerFixture twice =
        thirtySent()
            .given(p2p(2, 1, 2, "40"))
            .given(open(null, owner(1)), move(), mark())
            .given(new Refund(entry(1), entry(3), amount("25"), false, "", owner(2)));
    twice.when(refund("5.01")).expectRejection(REFUND_ABOVE_ORIGINAL, "amount");
    twice
        .when(refund(null))
        .expectEvents(
            refunded(5_00, 30_00),
            new EntryDisputeEnded(entry(1), dispute(1)),
            new EntryRefunded(entry(1), entry(7), etb(5_00)),
            released(30_00),
            posted(wallet(2), 5_00, Map.of(wallet(2), etb(40_00), wallet(1), etb(60_00))),
            new WalletDebited(wallet(2), entry(7), etb(5_00)),
            new WalletCredited(wallet(1), entry(7), etb(5_00)));
  }

  @Test
  void the_beneficiary_cannot_refund_what_was_spent_before() {
    LedgerFixture spent =
        thirtySent().given(p2p(2, 2, 3, "18")).given(open(null, owner(1)), move(), mark());
    spent.when(refund(null)).expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
    spent
        .given(p2p(3, 3, 2, "18"))
        .when(refund(null))
        .expectEvents(
            refunded(30_00, 12_00),
            new EntryDisputeEnded(entry(1), dispute(1)),
            new EntryRefunded(entry(1), entry(7), etb(30_00)),
            released(12_00),
            posted(wallet(2), 30_00, Map.of(wallet(2), etb(0), wallet(1), etb(100_00))),
            new WalletDebited(wallet(2), entry(7), etb(30_00)),
            new WalletCredited(wallet(1), entry(7), etb(30_00)));
  }

  @Test
  void the_house_may_refund_instead() {
    thirtySent()
        .given(p2p(2, 2, 3, "18"))
        .given(open(null, owner(1)), move(), mark())
        .when(refundFromSuspense())
        .expectEvents(
            refunded(30_00, 12_00),
            new EntryDisputeEnded(entry(1), dispute(1)),
            new EntryRefunded(entry(1), entry(7), etb(30_00)),
            released(12_00),
            posted(SUSPENSE, 30_00, Map.of(wallet(1), etb(100_00))),
            new WalletCredited(wallet(1), entry(7), etb(30_00)));
    ledger()
        .given(opened(1, ETB))
        .given(adjustment(1, in(SUSPENSE), in(wallet(1)), "30"))
        .given(open(null, STAFF), move(), mark())
        .when(refundFromSuspense())
        .expectRejection(SAME_ACCOUNT, "transaction");
  }

  @Test
  void the_house_refunds_what_it_received() {
    thirtySent()
        .given(send(2, 1, "50"))
        .given(
            new OpenDispute(dispute(1), entry(2), reporter(1), null, null, owner(1)),
            move(),
            mark())
        .when(refund(null))
        .expectEvents(
            refunded(50_00, 0),
            new EntryDisputeEnded(entry(2), dispute(1)),
            new EntryRefunded(entry(2), entry(7), etb(50_00)),
            new EntryPosted(
                entry(7),
                EntryKind.REFUND,
                List.of(
                    Posting.debit(settlement("awash", ETB), etb(50_00)),
                    Posting.credit(wallet(1), etb(50_00))),
                Map.of(wallet(1), etb(70_00)),
                "Refund of a disputed transaction",
                Map.of(
                    "refund_of",
                    entry(2).uuid().toString(),
                    "dispute",
                    dispute(1).uuid().toString()),
                null),
            new WalletCredited(wallet(1), entry(7), etb(50_00)));
  }

  @Test
  void a_restricted_beneficiary_refunds_when_it_may_send_again() {
    reviewed(null)
        .given(restricted(2))
        .when(refund(null))
        .expectRejection(WALLET_RESTRICTED, "from");
    reviewed(null)
        .given(restricted(2))
        .when(dismiss())
        .expectEvents(
            new DisputeDismissed(dispute(1), etb(30_00), "it was a goat", NOW),
            new EntryDisputeEnded(entry(1), dispute(1)),
            released(30_00));
  }

  @Test
  void a_dispute_is_dismissed_without_a_refund() {
    reviewed("20")
        .when(dismiss())
        .expectEvents(
            new DisputeDismissed(dispute(1), etb(20_00), "it was a goat", NOW),
            new EntryDisputeEnded(entry(1), dispute(1)),
            released(20_00))
        .expectReceipt(
            new DisputeReceipt(DisputeStatus.RESOLVED, terms(20_00, 0, "it was a goat"), null));
  }

  @Test
  void what_was_reversed_meanwhile_is_not_refunded_again() {
    LedgerFixture reversed =
        thirtySent()
            .given(p2p(2, 1, 2, "40"))
            .given(open(null, owner(1)), move(), mark())
            .given(new Reverse(entry(1), entry(3), "", STAFF));
    reversed.when(refund(null)).expectRejection(ENTRY_REVERSED, "transaction");
    reversed
        .when(dismiss())
        .expectEvents(
            new DisputeDismissed(dispute(1), etb(30_00), "it was a goat", NOW),
            new EntryDisputeEnded(entry(1), dispute(1)),
            released(30_00));
  }
}
