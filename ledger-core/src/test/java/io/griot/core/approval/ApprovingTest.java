package io.griot.core.approval;

import static io.griot.core.LedgerFixture.ledger;
import static io.griot.core.LedgerFixture.ledgerWithThreshold;
import static io.griot.core.RejectionCode.APPROVAL_DECIDED;
import static io.griot.core.RejectionCode.APPROVAL_NOT_FOUND;
import static io.griot.core.RejectionCode.ENTRY_REFUNDED;
import static io.griot.core.RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS;
import static io.griot.core.RejectionCode.REFUND_ABOVE_ORIGINAL;
import static io.griot.core.RejectionCode.SAME_APPROVER;
import static io.griot.core.RejectionCode.WALLET_NOT_FOUND;
import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.approval;
import static io.griot.core.Sample.credited;
import static io.griot.core.Sample.dispute;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.opened;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.restricted;
import static io.griot.core.Sample.user;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.LedgerCommand;
import io.griot.core.LedgerFixture;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.account.AccountEvent.WalletRestricted;
import io.griot.core.account.AccountEvent.WalletUnrestricted;
import io.griot.core.account.WalletCommand.RestrictWallet;
import io.griot.core.account.WalletCommand.UnrestrictWallet;
import io.griot.core.account.WalletReceipt;
import io.griot.core.approval.ApprovalCommand.Approve;
import io.griot.core.approval.ApprovalCommand.Decline;
import io.griot.core.approval.ApprovalCommand.Propose;
import io.griot.core.approval.ApprovalEvent.ApprovalDeclined;
import io.griot.core.approval.ApprovalEvent.ApprovalGranted;
import io.griot.core.approval.ApprovalEvent.ApprovalRequested;
import io.griot.core.dispute.DisputeCommand.MarkDisputeReviewed;
import io.griot.core.dispute.DisputeCommand.MoveDisputeToReview;
import io.griot.core.dispute.DisputeCommand.OpenDispute;
import io.griot.core.dispute.DisputeCommand.RefundDispute;
import io.griot.core.dispute.DisputeCommand.Reporter;
import io.griot.core.dispute.DisputeEvent.DisputeRefunded;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.JournalEvent.EntryReversed;
import io.griot.core.journal.Posting;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.CorrectionCommand.Refund;
import io.griot.core.transfer.CorrectionCommand.Reverse;
import io.griot.core.transfer.EntryReceipt;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApprovingTest {

  private static final int ASKING = 101;
  private static final int SECOND = 102;

  /** Of wallet 1's 100 birr, 30 went to wallet 2 by entry 1; above 20, two admins are needed. */
  private static LedgerFixture thirtySent() {
    return thirtySent(ledgerWithThreshold("20"));
  }

  private static LedgerFixture thirtySent(LedgerFixture ledger) {
    return ledger
        .given(opened(1, ETB), credited(1, etb(100_00)), opened(2, ETB))
        .given(p2p(1, 1, 2, "30"));
  }

  private static Propose propose(Proposal proposal) {
    return new Propose(
        approval(1), proposal, user(ASKING), new Authority.Owners(Set.of(user(ASKING))));
  }

  private static Propose refund(@Nullable String majorUnits) {
    return refund(majorUnits, false);
  }

  private static Propose refund(@Nullable String majorUnits, boolean fromSuspense) {
    return propose(
        new Proposal.ToRefund(
            new Refund(
                entry(1),
                entry(2),
                majorUnits == null ? null : amount(majorUnits),
                fromSuspense,
                "wrong goat",
                new Authority.Staff())));
  }

  private static Propose reverse() {
    return propose(
        new Proposal.ToReverse(
            new Reverse(entry(1), entry(2), "wrong goat", new Authority.Staff())));
  }

  private static Propose restrict(long wallet) {
    return propose(new Proposal.ToRestrict(new RestrictWallet(wallet(wallet), "police")));
  }

  private static Approve approve(long by) {
    return new Approve(approval(1), entry(7), user(by), "fine");
  }

  private static Measure.Refund refundOf(long santims) {
    return new Measure.Refund(entry(1), etb(santims), false, "wrong goat");
  }

  private static ApprovalReceipt waiting(Measure measure) {
    return new ApprovalReceipt(approval(1), ApprovalStatus.WAITING, measure, null);
  }

  @Test
  void a_refund_above_the_threshold_moves_nothing_and_waits() {
    thirtySent()
        .when(refund("20.01"))
        .expectEvents(new ApprovalRequested(approval(1), refundOf(20_01), user(ASKING)))
        .expectReceipt(waiting(refundOf(20_01)));
  }

  @Test
  void a_disputed_refund_waits_too_and_resolves_the_dispute_when_approved() {
    Authority staff = new Authority.Staff();
    Measure measure = new Measure.DisputeRefund(dispute(1), entry(1), etb(30_00), false, "");
    LedgerFixture reviewed =
        thirtySent()
            .given(
                new OpenDispute(
                    dispute(1),
                    entry(1),
                    new Reporter(user(1), Set.of(user(1))),
                    null,
                    null,
                    staff),
                new MoveDisputeToReview(dispute(1), staff),
                new MarkDisputeReviewed(dispute(1), null, staff));
    Propose refund =
        propose(
            new Proposal.ToRefundDispute(
                new RefundDispute(dispute(1), entry(2), null, false, null, staff)));
    reviewed
        .when(refund)
        .expectEvents(new ApprovalRequested(approval(1), measure, user(ASKING)))
        .expectReceipt(waiting(measure));

    LedgerFixture.Outcome approved = reviewed.when(approve(SECOND));
    assertThat(approved.events())
        .contains(
            new ApprovalGranted(approval(1), user(SECOND), entry(7), "fine"),
            new DisputeRefunded(
                dispute(1), entry(7), etb(30_00), etb(30_00), null, LedgerFixture.NOW),
            new EntryRefunded(entry(1), entry(7), etb(30_00)));
  }

  @Test
  void a_refund_of_the_threshold_itself_is_paid_at_once() {
    LedgerFixture.Outcome outcome = thirtySent().when(refund("20"));
    assertThat(outcome.events())
        .contains(
            new EntryRefunded(entry(1), entry(2), etb(20_00)),
            new WalletDebited(wallet(2), entry(2), etb(20_00)))
        .noneMatch(ApprovalEvent.class::isInstance);
    outcome.expectReceipt(
        new EntryReceipt(
            entry(2),
            wallet(2),
            wallet(1),
            etb(20_00),
            Map.of(wallet(2), etb(10_00), wallet(1), etb(90_00))));
  }

  @Test
  void without_a_threshold_one_admin_is_enough() {
    assertThat(thirtySent(ledger()).when(refund("30")).events())
        .contains(new EntryRefunded(entry(1), entry(2), etb(30_00)));
  }

  @Test
  void all_that_is_left_counts_by_what_is_left() {
    thirtySent()
        .when(refund(null))
        .expectEvents(new ApprovalRequested(approval(1), refundOf(30_00), user(ASKING)));
    assertThat(thirtySent().given(refund("15")).when(refundAgain(3, null)).events())
        .contains(new EntryRefunded(entry(1), entry(3), etb(15_00)));
  }

  private static Propose refundAgain(long entry, @Nullable String majorUnits) {
    return new Propose(
        approval(2),
        new Proposal.ToRefund(
            new Refund(
                entry(1),
                entry(entry),
                majorUnits == null ? null : amount(majorUnits),
                false,
                "",
                new Authority.Staff())),
        user(SECOND),
        new Authority.Owners(Set.of(user(SECOND))));
  }

  @Test
  void what_a_rule_refuses_does_not_wait() {
    thirtySent().when(refund("30.01")).expectRejection(REFUND_ABOVE_ORIGINAL, "amount");
    thirtySent()
        .given(p2p(5, 2, 1, "30"))
        .when(refund("30"))
        .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
    thirtySent().when(restrict(9)).expectRejection(WALLET_NOT_FOUND, "wallet");
  }

  @Test
  void an_admin_who_has_the_money_gives_it_back_alone() {
    Propose own =
        new Propose(
            approval(1), refund("30").proposal(), user(2), new Authority.Owners(Set.of(user(2))));
    assertThat(thirtySent().when(own).events())
        .contains(new EntryRefunded(entry(1), entry(2), etb(30_00)));
  }

  @Test
  void an_admin_who_has_the_money_does_not_let_the_house_pay_alone() {
    Propose own =
        new Propose(
            approval(1),
            refund("30", true).proposal(),
            user(2),
            new Authority.Owners(Set.of(user(2))));
    thirtySent()
        .when(own)
        .expectEvents(
            new ApprovalRequested(
                approval(1),
                new Measure.Refund(entry(1), etb(30_00), true, "wrong goat"),
                user(2)));
  }

  @Test
  void a_second_admin_has_it_paid_in_the_same_commit() {
    thirtySent()
        .given(refund("25"))
        .when(approve(SECOND))
        .expectEvents(
            new ApprovalGranted(approval(1), user(SECOND), entry(7), "fine"),
            new EntryRefunded(entry(1), entry(7), etb(25_00)),
            new EntryPosted(
                entry(7),
                EntryKind.REFUND,
                List.of(
                    Posting.debit(wallet(2), etb(25_00)), Posting.credit(wallet(1), etb(25_00))),
                Map.of(wallet(2), etb(5_00), wallet(1), etb(95_00)),
                "wrong goat",
                Map.of(
                    "refund_of",
                    entry(1).uuid().toString(),
                    "approval",
                    approval(1).uuid().toString()),
                null),
            new WalletDebited(wallet(2), entry(7), etb(25_00)),
            new WalletCredited(wallet(1), entry(7), etb(25_00)))
        .expectReceipt(
            new ApprovalReceipt(approval(1), ApprovalStatus.GRANTED, refundOf(25_00), entry(7)));
  }

  @Test
  void a_refund_from_suspense_is_paid_from_there_when_granted() {
    assertThat(thirtySent().given(refund("25", true)).when(approve(SECOND)).events())
        .contains(new WalletCredited(wallet(1), entry(7), etb(25_00)))
        .noneMatch(WalletDebited.class::isInstance)
        .anyMatch(
            event ->
                event instanceof EntryPosted posted
                    && posted
                        .postings()
                        .getFirst()
                        .account()
                        .equals(new SystemAccountId(SystemAccountKind.SUSPENSE, "", ETB)));
  }

  @Test
  void a_reversal_counts_by_what_the_entry_moved() {
    Measure.Reversal reversal = new Measure.Reversal(entry(1), etb(30_00), "wrong goat");
    thirtySent().when(reverse()).expectReceipt(waiting(reversal));
    assertThat(thirtySent().given(reverse()).when(approve(SECOND)).events())
        .contains(
            new ApprovalGranted(approval(1), user(SECOND), entry(7), "fine"),
            new EntryReversed(entry(1), entry(7)));
  }

  @Test
  void a_restriction_counts_by_what_the_wallet_has() {
    Measure.Restriction restriction = new Measure.Restriction(wallet(1), etb(70_00), "police");
    thirtySent()
        .when(restrict(1))
        .expectEvents(new ApprovalRequested(approval(1), restriction, user(ASKING)))
        .expectReceipt(waiting(restriction));
    thirtySent()
        .given(restrict(1))
        .when(approve(SECOND))
        .expectEvents(
            new ApprovalGranted(approval(1), user(SECOND), null, "fine"),
            new WalletRestricted(wallet(1), "police"));
    thirtySent(ledgerWithThreshold("70"))
        .when(restrict(1))
        .expectEvents(new WalletRestricted(wallet(1), "police"))
        .expectReceipt(new WalletReceipt(wallet(1), WalletReceipt.Change.MADE));
  }

  @Test
  void lifting_a_restriction_counts_likewise() {
    LedgerFixture ledger =
        thirtySent()
            .given(restricted(1))
            .given(propose(new Proposal.ToUnrestrict(new UnrestrictWallet(wallet(1), "cleared"))));
    ledger
        .when(approve(SECOND))
        .expectEvents(
            new ApprovalGranted(approval(1), user(SECOND), null, "fine"),
            new WalletUnrestricted(wallet(1), "cleared"));
  }

  @Test
  void what_changes_nothing_needs_nobody() {
    thirtySent()
        .given(restricted(1))
        .when(restrict(1))
        .expectNoEvents()
        .expectReceipt(new WalletReceipt(wallet(1), WalletReceipt.Change.NONE));
  }

  @Test
  void whoever_asked_does_not_decide() {
    thirtySent()
        .given(refund("25"))
        .when(approve(ASKING))
        .expectRejection(SAME_APPROVER, "approval");
    thirtySent()
        .given(refund("25"))
        .when(new Decline(approval(1), user(ASKING), ""))
        .expectRejection(SAME_APPROVER, "approval");
  }

  @Test
  void what_was_decided_is_not_decided_again() {
    for (LedgerCommand first :
        List.<LedgerCommand>of(approve(SECOND), new Decline(approval(1), user(SECOND), ""))) {
      thirtySent()
          .given(refund("25"))
          .given(first)
          .when(new Approve(approval(1), entry(8), user(103), ""))
          .expectRejection(APPROVAL_DECIDED, "approval");
      thirtySent()
          .given(refund("25"))
          .given(first)
          .when(new Decline(approval(1), user(ASKING), ""))
          .expectRejection(APPROVAL_DECIDED, "approval");
    }
  }

  @Test
  void what_nobody_asked_for_is_not_decided() {
    thirtySent().when(approve(SECOND)).expectRejection(APPROVAL_NOT_FOUND, "approval");
    thirtySent()
        .when(new Decline(approval(1), user(SECOND), ""))
        .expectRejection(APPROVAL_NOT_FOUND, "approval");
  }

  @Test
  void declining_changes_nothing_else() {
    thirtySent()
        .given(refund("25"))
        .when(new Decline(approval(1), user(SECOND), "ask her first"))
        .expectEvents(new ApprovalDeclined(approval(1), user(SECOND), "ask her first"))
        .expectReceipt(
            new ApprovalReceipt(approval(1), ApprovalStatus.DECLINED, refundOf(25_00), null));
  }

  @Test
  void what_cannot_be_done_any_more_stays_open() {
    LedgerFixture gone = thirtySent().given(refund("25")).given(p2p(5, 2, 1, "10"));
    gone.when(approve(SECOND)).expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
    gone.given(p2p(6, 1, 2, "10"));
    assertThat(gone.when(approve(SECOND)).events())
        .contains(new ApprovalGranted(approval(1), user(SECOND), entry(7), "fine"));

    thirtySent()
        .given(refund("25"))
        .given(refundAgain(3, "15"))
        .given(refundAgain(4, "15"))
        .when(approve(SECOND))
        .expectRejection(ENTRY_REFUNDED, "transaction");
  }
}
