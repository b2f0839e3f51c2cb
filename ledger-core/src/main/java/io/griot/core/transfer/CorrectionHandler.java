package io.griot.core.transfer;

import io.griot.core.account.Accounts;
import io.griot.core.account.Wallet;
import io.griot.core.id.AccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.Corrections;
import io.griot.core.journal.Entries;
import io.griot.core.journal.Entry;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.JournalEvent.EntryReversed;
import io.griot.core.money.Money;
import io.griot.core.transfer.CorrectionCommand.Refund;
import io.griot.core.transfer.CorrectionCommand.Reverse;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;

/** Gives back what an entry moved: the entry, its correction and both accounts in one commit. */
public class CorrectionHandler {

  private final Entries entries;
  private final Accounts accounts;

  public CorrectionHandler(Entries entries, Accounts accounts) {
    this.entries = entries;
    this.accounts = accounts;
  }

  /** A correction that is decided and not applied. */
  public record Correction(
      AccountId from, AccountId to, Money amount, Movement movement, JournalEvent noted) {}

  @CommandHandler
  EntryReceipt handle(Refund command) {
    return carryOut(decide(command, Map.of()));
  }

  @CommandHandler
  EntryReceipt handle(Reverse command) {
    return carryOut(decide(command, Map.of()));
  }

  /**
   * Decides on a refund.
   *
   * @param references what its entry says besides
   */
  public Correction decide(Refund command, Map<String, String> references) {
    Entry.Posted original =
        Entry.requireVisible(
            entries.entry(command.original()),
            posted -> mayGiveBack(posted, command.fromSuspense(), command.authority()));
    Money amount = Entry.toRefund(original, command.amount());
    AccountId source = TransferRule.refundFrom(original, command.fromSuspense());
    return correction(
        new TransferRule.Order(
            command.entryId(),
            EntryKind.REFUND,
            amount,
            command.remarks(),
            with(references, Corrections.refundOf(command.original())),
            null),
        source,
        original.payer(),
        new EntryRefunded(command.original(), command.entryId(), amount));
  }

  /**
   * Decides on a reversal.
   *
   * @param references what its entry says besides
   */
  public Correction decide(Reverse command, Map<String, String> references) {
    Entry.Posted original =
        Entry.requireVisible(entries.entry(command.original()), _ -> isStaff(command.authority()));
    Entry.requireReversible(original);
    return correction(
        new TransferRule.Order(
            command.entryId(),
            EntryKind.REVERSAL,
            original.amount(),
            command.remarks(),
            with(references, Corrections.reversalOf(command.original())),
            null),
        original.beneficiary(),
        original.payer(),
        new EntryReversed(command.original(), command.entryId()));
  }

  /** Applies what was decided. */
  public EntryReceipt carryOut(Correction correction) {
    entries.apply(correction.noted());
    accounts.post(correction.movement().entry());
    correction.movement().changes().forEach(accounts::apply);
    return new EntryReceipt(
        correction.movement().entry().entryId(),
        correction.from(),
        correction.to(),
        correction.amount(),
        correction.movement().entry().balancesAfter());
  }

  private Correction correction(
      TransferRule.Order order, AccountId from, AccountId to, JournalEvent noted) {
    return new Correction(
        from,
        to,
        order.amount(),
        TransferRule.decide(order, Party.of(accounts, from, "from"), Party.of(accounts, to, "to")),
        noted);
  }

  private static Map<String, String> with(
      Map<String, String> references, Map<String, String> link) {
    Map<String, String> all = new HashMap<>(references);
    all.putAll(link);
    return all;
  }

  /** The beneficiary's owner gives back what is theirs; the staff gives back anything. */
  private boolean mayGiveBack(Entry.Posted entry, boolean fromSuspense, Authority authority) {
    return isStaff(authority)
        || (!fromSuspense
            && entry.beneficiary() instanceof WalletId walletId
            && accounts.wallet(walletId) instanceof Wallet.Open wallet
            && authority.maySpend(wallet.owner()));
  }

  private static boolean isStaff(Authority authority) {
    return switch (authority) {
      case Authority.Staff() -> true;
      case Authority.Owners _ -> false;
    };
  }
}
