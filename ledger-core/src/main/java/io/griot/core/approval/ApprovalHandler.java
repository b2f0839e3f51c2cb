package io.griot.core.approval;

import io.griot.core.Receipt;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.account.Accounts;
import io.griot.core.account.Wallet;
import io.griot.core.account.WalletCommand.RestrictWallet;
import io.griot.core.account.WalletCommand.UnrestrictWallet;
import io.griot.core.account.WalletReceipt;
import io.griot.core.account.WalletReceipt.Change;
import io.griot.core.approval.ApprovalCommand.Approve;
import io.griot.core.approval.ApprovalCommand.Decline;
import io.griot.core.approval.ApprovalCommand.Propose;
import io.griot.core.approval.ApprovalEvent.ApprovalDeclined;
import io.griot.core.approval.ApprovalEvent.ApprovalGranted;
import io.griot.core.approval.ApprovalEvent.ApprovalRequested;
import io.griot.core.dispute.DisputeCommand.RefundDispute;
import io.griot.core.dispute.DisputeHandler;
import io.griot.core.id.EntryId;
import io.griot.core.id.WalletId;
import io.griot.core.money.MajorUnits;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.CorrectionCommand;
import io.griot.core.transfer.CorrectionHandler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Does what an admin asks for, at once or when another admin agrees: approval, entry and wallets in
 * one commit, by the same rules either way.
 */
public class ApprovalHandler {

  private final Approvals approvals;
  private final Accounts accounts;
  private final CorrectionHandler corrections;
  private final DisputeHandler disputes;
  private final ApprovalThreshold threshold;

  public ApprovalHandler(
      Approvals approvals,
      Accounts accounts,
      CorrectionHandler corrections,
      DisputeHandler disputes,
      ApprovalThreshold threshold) {
    this.approvals = approvals;
    this.accounts = accounts;
    this.corrections = corrections;
    this.disputes = disputes;
    this.threshold = threshold;
  }

  /** What is refused is refused at once: only what could be done now waits. */
  @CommandHandler
  Receipt handle(Propose command) {
    Decided decided = decide(command.proposal());
    if (!threshold.isBelow(decided.measure().amount())
        || !decided.changes()
        || isOwn(decided, command.own())) {
      return carryOut(decided);
    }
    ApprovalRequested requested =
        new ApprovalRequested(command.approvalId(), decided.measure(), command.by());
    Approval.evolve(approvals.approval(command.approvalId()), requested);

    approvals.apply(requested);
    return new ApprovalReceipt(
        command.approvalId(), ApprovalStatus.WAITING, decided.measure(), null);
  }

  @CommandHandler
  ApprovalReceipt handle(Approve command) {
    Measure measure =
        Approval.requireDecidable(approvals.approval(command.approvalId()), command.by()).measure();
    EntryId entryId = measure.movesMoney() ? command.entryId() : null;
    Decided decided = decide(measure, command.entryId(), ApprovedEntries.by(command.approvalId()));

    approvals.apply(
        new ApprovalGranted(command.approvalId(), command.by(), entryId, command.remarks()));
    carryOut(decided);
    return new ApprovalReceipt(command.approvalId(), ApprovalStatus.GRANTED, measure, entryId);
  }

  @CommandHandler
  ApprovalReceipt handle(Decline command) {
    Measure measure =
        Approval.requireDecidable(approvals.approval(command.approvalId()), command.by()).measure();

    approvals.apply(new ApprovalDeclined(command.approvalId(), command.by(), command.remarks()));
    return new ApprovalReceipt(command.approvalId(), ApprovalStatus.DECLINED, measure, null);
  }

  /** What a measure writes, decided and not applied. */
  private sealed interface Decided {

    Measure measure();

    boolean changes();

    record OfCorrection(Measure measure, CorrectionHandler.Correction correction)
        implements Decided {
      @Override
      public boolean changes() {
        return true;
      }
    }

    record OfDispute(Measure measure, DisputeHandler.Resolution resolution) implements Decided {
      @Override
      public boolean changes() {
        return true;
      }
    }

    record OfWallet(Measure measure, WalletId walletId, List<WalletEvent> events)
        implements Decided {
      @Override
      public boolean changes() {
        return !events.isEmpty();
      }
    }
  }

  private Decided decide(Proposal proposal) {
    return switch (proposal) {
      case Proposal.ToRefund(CorrectionCommand.Refund refund) -> {
        CorrectionHandler.Correction correction = corrections.decide(refund, Map.of());
        yield new Decided.OfCorrection(
            new Measure.Refund(
                refund.original(), correction.amount(), refund.fromSuspense(), refund.remarks()),
            correction);
      }
      case Proposal.ToRefundDispute(RefundDispute refund) -> {
        DisputeHandler.Resolution resolution = disputes.decide(refund, Map.of());
        yield new Decided.OfDispute(
            new Measure.DisputeRefund(
                refund.disputeId(),
                resolution.original(),
                resolution.refunded().amount(),
                refund.fromSuspense(),
                Objects.requireNonNullElse(refund.notes(), "")),
            resolution);
      }
      case Proposal.ToReverse(CorrectionCommand.Reverse reverse) -> {
        CorrectionHandler.Correction correction = corrections.decide(reverse, Map.of());
        yield new Decided.OfCorrection(
            new Measure.Reversal(reverse.original(), correction.amount(), reverse.remarks()),
            correction);
      }
      case Proposal.ToRestrict(RestrictWallet restrict) ->
          decide(
              new Measure.Restriction(
                  restrict.walletId(), posted(restrict.walletId()), restrict.remarks()),
              restrict);
      case Proposal.ToUnrestrict(UnrestrictWallet unrestrict) ->
          decide(
              new Measure.Unrestriction(
                  unrestrict.walletId(), posted(unrestrict.walletId()), unrestrict.remarks()),
              unrestrict);
    };
  }

  private Decided decide(Measure measure, EntryId entryId, Map<String, String> references) {
    return switch (measure) {
      case Measure.Refund refund ->
          new Decided.OfCorrection(
              refund,
              corrections.decide(
                  new CorrectionCommand.Refund(
                      refund.original(),
                      entryId,
                      MajorUnits.of(refund.amount()),
                      refund.fromSuspense(),
                      refund.remarks(),
                      new Authority.Staff()),
                  references));
      case Measure.DisputeRefund refund ->
          new Decided.OfDispute(
              refund,
              disputes.decide(
                  new RefundDispute(
                      refund.disputeId(),
                      entryId,
                      MajorUnits.of(refund.amount()),
                      refund.fromSuspense(),
                      refund.remarks().isEmpty() ? null : refund.remarks(),
                      new Authority.Staff()),
                  references));
      case Measure.Reversal reversal ->
          new Decided.OfCorrection(
              reversal,
              corrections.decide(
                  new CorrectionCommand.Reverse(
                      reversal.original(), entryId, reversal.remarks(), new Authority.Staff()),
                  references));
      case Measure.Restriction restriction ->
          decide(restriction, new RestrictWallet(restriction.walletId(), restriction.remarks()));
      case Measure.Unrestriction unrestriction ->
          decide(
              unrestriction,
              new UnrestrictWallet(unrestriction.walletId(), unrestriction.remarks()));
    };
  }

  private Decided decide(Measure measure, RestrictWallet command) {
    return new Decided.OfWallet(
        measure, command.walletId(), Wallet.decide(command, accounts.wallet(command.walletId())));
  }

  private Decided decide(Measure measure, UnrestrictWallet command) {
    return new Decided.OfWallet(
        measure, command.walletId(), Wallet.decide(command, accounts.wallet(command.walletId())));
  }

  private Money posted(WalletId walletId) {
    return Wallet.requireOpen(accounts.wallet(walletId), "wallet").posted();
  }

  /** Whoever gives back money of their own gives away nobody else's. */
  private boolean isOwn(Decided decided, Authority.Owners own) {
    return decided
            instanceof
            Decided.OfCorrection(Measure.Refund _, CorrectionHandler.Correction correction)
        && correction.from() instanceof WalletId walletId
        && accounts.wallet(walletId) instanceof Wallet.Open wallet
        && own.maySpend(wallet.owner());
  }

  private Receipt carryOut(Decided decided) {
    return switch (decided) {
      case Decided.OfCorrection(Measure _, CorrectionHandler.Correction correction) ->
          corrections.carryOut(correction);
      case Decided.OfDispute(Measure _, DisputeHandler.Resolution resolution) ->
          disputes.carryOut(resolution);
      case Decided.OfWallet(Measure _, WalletId walletId, List<WalletEvent> events) -> {
        events.forEach(accounts::apply);
        yield new WalletReceipt(walletId, events.isEmpty() ? Change.NONE : Change.MADE);
      }
    };
  }
}
