package io.griot.core.dispute;

import static io.griot.core.RejectionCode.ENTRY_DISPUTED;
import static io.griot.core.RejectionCode.REPORTER_NOT_INVOLVED;

import io.griot.core.Rejection;
import io.griot.core.account.AccountEvent.FundsFrozen;
import io.griot.core.account.AccountEvent.FundsReleased;
import io.griot.core.account.Accounts;
import io.griot.core.account.Wallet;
import io.griot.core.dispute.Dispute.Terms;
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
import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.Entries;
import io.griot.core.journal.Entry;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryDisputeEnded;
import io.griot.core.journal.JournalEvent.EntryDisputed;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.Movement;
import io.griot.core.transfer.Party;
import io.griot.core.transfer.TransferRule;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/** Disputes: dispute, disputed entry, refund and wallets in one commit. */
public class DisputeHandler {

  /** Both sides read it; notes are for the reporter and the staff. */
  private static final String REMARKS = "Refund of a disputed transaction";

  private final Disputes disputes;
  private final Entries entries;
  private final Accounts accounts;
  private final Clock clock;

  public DisputeHandler(Disputes disputes, Entries entries, Accounts accounts, Clock clock) {
    this.disputes = disputes;
    this.entries = entries;
    this.accounts = accounts;
    this.clock = clock;
  }

  @CommandHandler
  DisputeReceipt handle(OpenDispute command) {
    Entry.Posted entry =
        Entry.requireVisible(
            entries.entry(command.entryId()), posted -> maySee(posted, command.authority()));
    Reporter reporter = requireInvolved(command.reporter(), entry);
    requireDisputable(entry, command.authority());
    Money amount = Entry.toRefund(entry, command.amount());
    Optional<FundsFrozen> frozen = freeze(command, entry.beneficiary(), amount);
    DisputeOpened opened =
        new DisputeOpened(
            command.disputeId(),
            command.entryId(),
            reporter.owner(),
            entry.beneficiary(),
            amount,
            frozen.map(FundsFrozen::amount).orElseGet(() -> Money.zero(amount.currency())),
            command.notes(),
            clock.instant());
    // Before anything is applied: an identifier that stands for a dispute already is a fault.
    Dispute dispute = Dispute.evolve(disputes.dispute(command.disputeId()), opened);

    disputes.apply(opened);
    entries.apply(new EntryDisputed(command.entryId(), command.disputeId()));
    frozen.ifPresent(accounts::apply);
    return receipt(dispute);
  }

  @CommandHandler
  DisputeReceipt handle(MoveDisputeToReview command) {
    Dispute.NeedsResponse dispute = Dispute.requireNeedsResponse(visible(command));
    return decided(dispute, new DisputeMovedToReview(command.disputeId(), clock.instant()));
  }

  @CommandHandler
  DisputeReceipt handle(MarkDisputeReviewed command) {
    Dispute.InReview dispute = Dispute.requireInReview(visible(command));
    return decided(
        dispute, new DisputeReviewed(command.disputeId(), command.notes(), clock.instant()));
  }

  @CommandHandler
  DisputeReceipt handle(RefundDispute command) {
    return carryOut(decide(command, Map.of()));
  }

  /** A refund that resolves a dispute, decided and not applied. */
  public record Resolution(
      Dispute.Reviewed dispute,
      EntryId original,
      DisputeRefunded refunded,
      Optional<FundsReleased> released,
      Movement movement) {}

  /**
   * Decides on the refund of what is disputed.
   *
   * @param references what its entry says besides
   */
  public Resolution decide(RefundDispute command, Map<String, String> references) {
    Dispute.Reviewed dispute = Dispute.requireReviewed(visible(command));
    Terms terms = dispute.terms();
    Entry.Posted entry = Entry.requireVisible(entries.entry(terms.entryId()), _ -> true);
    Money amount = Dispute.toRefund(terms, entry, command.amount());
    AccountId source = TransferRule.refundFrom(entry, command.fromSuspense());
    Optional<FundsReleased> released = released(terms);
    Map<String, String> links = new HashMap<>(references);
    links.putAll(DisputeRefunds.of(terms.entryId(), command.disputeId()));
    Movement movement =
        TransferRule.decide(
            new TransferRule.Order(
                command.refundId(), EntryKind.REFUND, amount, REMARKS, links, null),
            payer(source, released),
            Party.of(accounts, entry.payer(), "to"));
    return new Resolution(
        dispute,
        terms.entryId(),
        new DisputeRefunded(
            command.disputeId(),
            command.refundId(),
            amount,
            terms.frozen(),
            command.notes(),
            clock.instant()),
        released,
        movement);
  }

  /** Applies what was decided. */
  public DisputeReceipt carryOut(Resolution resolution) {
    DisputeRefunded refunded = resolution.refunded();
    DisputeReceipt receipt = decided(resolution.dispute(), refunded);
    entries.apply(new EntryDisputeEnded(resolution.original(), refunded.disputeId()));
    entries.apply(new EntryRefunded(resolution.original(), refunded.refundId(), refunded.amount()));
    resolution.released().ifPresent(accounts::apply);
    accounts.post(resolution.movement().entry());
    resolution.movement().changes().forEach(accounts::apply);
    return receipt;
  }

  @CommandHandler
  DisputeReceipt handle(DismissDispute command) {
    Dispute.Reviewed dispute = Dispute.requireReviewed(visible(command));
    Terms terms = dispute.terms();

    DisputeReceipt receipt =
        decided(
            dispute,
            new DisputeDismissed(
                command.disputeId(), terms.frozen(), command.notes(), clock.instant()));
    entries.apply(new EntryDisputeEnded(terms.entryId(), command.disputeId()));
    released(terms).ifPresent(accounts::apply);
    return receipt;
  }

  /** The staff alone works on disputes; to nobody else do they exist here. */
  private Dispute visible(DisputeCommand command) {
    return switch (command.authority()) {
      case Authority.Staff() -> disputes.dispute(command.disputeId());
      case Authority.Owners _ -> throw Dispute.notFound();
    };
  }

  /** Whoever has no part in an entry does not know of it. */
  private boolean maySee(Entry.Posted entry, Authority authority) {
    return switch (authority) {
      case Authority.Staff() -> true;
      case Authority.Owners(Set<Owner> owners) -> isInvolved(entry, owners);
    };
  }

  /** The same for a phone that nobody has: who has which phone is not told. */
  private Reporter requireInvolved(@Nullable Reporter reporter, Entry.Posted entry) {
    if (reporter == null || !isInvolved(entry, reporter.owners())) {
      throw new Rejection(
          REPORTER_NOT_INVOLVED, "reporter", "The reporter has no part in this transaction.");
    }
    return reporter;
  }

  /**
   * Whoever is no staff disputes what they paid, once: the beneficiary must not keep the payer out
   * by a dispute of their own, nor what was dismissed be frozen again by itself.
   */
  private void requireDisputable(Entry.Posted entry, Authority authority) {
    if (entry.disputedBy() != null) {
      throw new Rejection(ENTRY_DISPUTED, "transaction", "A dispute over it is open.");
    }
    switch (authority) {
      case Authority.Staff() -> {}
      case Authority.Owners(Set<Owner> owners) -> {
        if (!owns(owners, entry.payer())) {
          throw new Rejection(
              REPORTER_NOT_INVOLVED,
              "reporter",
              "Who received the money asks the staff to dispute.");
        }
        if (entry.disputed()) {
          throw new Rejection(
              ENTRY_DISPUTED, "transaction", "It was disputed before; ask the staff.");
        }
      }
    }
  }

  private boolean owns(Set<Owner> owners, AccountId account) {
    return account instanceof WalletId walletId
        && accounts.wallet(walletId) instanceof Wallet.Open wallet
        && owners.contains(wallet.owner());
  }

  private boolean isInvolved(Entry.Posted entry, Set<Owner> owners) {
    return Stream.of(entry.payer(), entry.beneficiary()).anyMatch(account -> owns(owners, account));
  }

  private Optional<FundsFrozen> freeze(OpenDispute command, AccountId beneficiary, Money amount) {
    return switch (beneficiary) {
      case WalletId walletId ->
          Wallet.freezeAvailable(
              Wallet.requireOpen(accounts.wallet(walletId), "transaction"),
              command.disputeId().freeze(),
              amount);
      case SystemAccountId _ -> Optional.empty();
    };
  }

  private static Optional<FundsReleased> released(Terms terms) {
    return terms.frozen().isPositive()
        ? Optional.of(
            new FundsReleased(
                (WalletId) terms.beneficiary(), terms.disputeId().freeze(), terms.frozen()))
        : Optional.empty();
  }

  /** Who pays the refund, with what the dispute lets go of. */
  private Party payer(AccountId source, Optional<FundsReleased> released) {
    if (source instanceof WalletId walletId && released.isPresent()) {
      return new Party.OfWallet(
          Wallet.requireOpen(Wallet.evolve(accounts.wallet(walletId), released.get()), "from"));
    }
    return Party.of(accounts, source, "from");
  }

  private DisputeReceipt decided(Dispute before, DisputeEvent event) {
    disputes.apply(event);
    return receipt(Dispute.evolve(before, event));
  }

  private static DisputeReceipt receipt(Dispute dispute) {
    Dispute.Opened opened = Dispute.requireOpened(dispute);
    return new DisputeReceipt(Dispute.status(opened), opened.terms(), Dispute.refund(opened));
  }
}
