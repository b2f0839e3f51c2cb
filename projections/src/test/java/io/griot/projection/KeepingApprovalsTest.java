package io.griot.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.account.WalletCommand.RestrictWallet;
import io.griot.core.approval.ApprovalCommand.Approve;
import io.griot.core.approval.ApprovalCommand.Decline;
import io.griot.core.approval.ApprovalCommand.Propose;
import io.griot.core.approval.ApprovalThreshold;
import io.griot.core.approval.Proposal;
import io.griot.core.id.ApprovalId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.CorrectionCommand.Refund;
import io.griot.projection.approval.ApprovalView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KeepingApprovalsTest {

  private static final LedgerWithViews ledger = started();
  private static final Owner ASKING = new Owner.User(UUID.randomUUID());
  private static final Owner SECOND = new Owner.User(UUID.randomUUID());

  private static LedgerWithViews started() {
    LedgerWithViews begun = new LedgerWithViews(new ApprovalThreshold(BigDecimal.TEN));
    begun.startViews();
    return begun;
  }

  @AfterAll
  static void close() {
    ledger.close();
  }

  @Test
  void shows_what_waits_for_a_second_admin() throws InterruptedException {
    WalletId wallet = ledger.openWallet("100");
    ApprovalId approval = restrict(wallet);
    ledger.catchUp();

    ApprovalView view = ledger.approvals.find(approval).orElseThrow();
    assertThat(view.kind()).isEqualTo("restriction");
    assertThat(view.subject()).isEqualTo(wallet.toString());
    assertThat(view.amount()).isEqualTo(new Money(100_00, LedgerWithViews.ETB));
    assertThat(view.remarks()).isEqualTo("police");
    assertThat(view.requestedBy()).isEqualTo(ASKING);
    assertThat(view.status()).isEqualTo("waiting");
    assertThat(view.decidedBy()).isNull();
    assertThat(view.decidedAt()).isNull();
    assertThat(ledger.account(wallet).restricted()).isFalse();
  }

  @Test
  void a_granted_one_says_who_agreed_and_what_was_posted() throws InterruptedException {
    WalletId payer = ledger.openWallet("100");
    EntryId original = ledger.transfer(payer, ledger.openWallet("0"), "40");
    ApprovalId approval = refund(original, "15");
    EntryId entryId = LedgerWithViews.entryId();
    ledger.send(new Approve(approval, entryId, SECOND, "fine"));
    ledger.catchUp();

    ApprovalView view = ledger.approvals.find(approval).orElseThrow();
    assertThat(view.kind()).isEqualTo("refund");
    assertThat(view.subject()).isEqualTo(original.toString());
    assertThat(view.status()).isEqualTo("granted");
    assertThat(view.decidedBy()).isEqualTo(SECOND);
    assertThat(view.decisionRemarks()).isEqualTo("fine");
    assertThat(view.entryId()).isEqualTo(entryId);
    assertThat(view.decidedAt()).isNotNull().isAfterOrEqualTo(view.requestedAt());
    assertThat(ledger.entries.find(entryId).orElseThrow().corrects()).isEqualTo(original);
  }

  @Test
  void a_declined_one_says_who_did_not_agree_and_why() throws InterruptedException {
    ApprovalId approval = restrict(ledger.openWallet("100"));
    ledger.send(new Decline(approval, SECOND, "not without a paper"));
    ledger.catchUp();

    ApprovalView view = ledger.approvals.find(approval).orElseThrow();
    assertThat(view.status()).isEqualTo("declined");
    assertThat(view.decidedBy()).isEqualTo(SECOND);
    assertThat(view.decisionRemarks()).isEqualTo("not without a paper");
    assertThat(view.entryId()).isNull();
  }

  @Test
  void lists_the_newest_first_by_status() throws InterruptedException {
    WalletId wallet = ledger.openWallet("100");
    ApprovalId first = restrict(wallet);
    ApprovalId second = restrict(wallet);
    ApprovalId third = restrict(wallet);
    ledger.send(new Decline(second, SECOND, ""));
    ledger.catchUp();

    assertThat(ids(ledger.approvals.list(null, Long.MAX_VALUE, 3)))
        .containsExactly(third, second, first);
    assertThat(ids(ledger.approvals.list("waiting", Long.MAX_VALUE, 2)))
        .containsExactly(third, first);
    long position = ledger.approvals.find(third).orElseThrow().position();
    assertThat(ids(ledger.approvals.list("waiting", position, 1))).containsExactly(first);
  }

  @Test
  void are_made_anew_to_the_same_bytes() throws Exception {
    WalletId payer = ledger.openWallet("100");
    EntryId original = ledger.transfer(payer, ledger.openWallet("0"), "40");
    ledger.send(new Approve(refund(original, "15"), LedgerWithViews.entryId(), SECOND, ""));
    ledger.send(new Decline(restrict(payer), SECOND, "no"));
    restrict(payer);
    ledger.catchUp();
    List<String> before = ledger.hashes();

    ledger.rebuild().run(Views.ALL, _ -> {});

    assertThat(ledger.hashes()).isEqualTo(before);
  }

  private static List<ApprovalId> ids(List<ApprovalView> views) {
    return views.stream().map(ApprovalView::approvalId).toList();
  }

  private static ApprovalId restrict(WalletId walletId) {
    return propose(new Proposal.ToRestrict(new RestrictWallet(walletId, "police")));
  }

  private static ApprovalId refund(EntryId original, String amount) {
    return propose(
        new Proposal.ToRefund(
            new Refund(
                original,
                LedgerWithViews.entryId(),
                LedgerWithViews.majorUnits(amount),
                false,
                "sorry",
                new Authority.Staff())));
  }

  private static ApprovalId propose(Proposal proposal) {
    ApprovalId approvalId = new ApprovalId(UUID.randomUUID());
    ledger.send(new Propose(approvalId, proposal, ASKING, new Authority.Owners(Set.of(ASKING))));
    return approvalId;
  }
}
