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
import org.axonframework.commandhandling.CommandHandler;

/** Gives back what an entry moved: the entry, its correction and both accounts in one commit. */
public class CorrectionHandler {

  private final Entries entries;
  private final Accounts accounts;

  public CorrectionHandler(Entries entries, Accounts accounts) {
    this.entries = entries;
    this.accounts = accounts;
  }

  @CommandHandler
  EntryReceipt handle(Refund command) {
    Entry.Posted original =
        Entry.requireVisible(
            entries.entry(command.original()),
            posted -> mayGiveBack(posted, command.fromSuspense(), command.authority()));
    Money amount = Entry.toRefund(original, command.amount());
    AccountId source = TransferRule.refundFrom(original, command.fromSuspense());
    return giveBack(
        new TransferRule.Order(
            command.entryId(),
            EntryKind.REFUND,
            amount,
            command.remarks(),
            Corrections.refundOf(command.original()),
            null),
        source,
        original.payer(),
        new EntryRefunded(command.original(), command.entryId(), amount));
  }

  @CommandHandler
  EntryReceipt handle(Reverse command) {
    Entry.Posted original =
        Entry.requireVisible(entries.entry(command.original()), _ -> isStaff(command.authority()));
    Entry.requireReversible(original);
    return giveBack(
        new TransferRule.Order(
            command.entryId(),
            EntryKind.REVERSAL,
            original.amount(),
            command.remarks(),
            Corrections.reversalOf(command.original()),
            null),
        original.beneficiary(),
        original.payer(),
        new EntryReversed(command.original(), command.entryId()));
  }

  private EntryReceipt giveBack(
      TransferRule.Order order, AccountId from, AccountId to, JournalEvent correction) {
    Movement movement =
        TransferRule.decide(order, Party.of(accounts, from, "from"), Party.of(accounts, to, "to"));

    entries.apply(correction);
    accounts.post(movement.entry());
    movement.changes().forEach(accounts::apply);
    return new EntryReceipt(
        order.entryId(), from, to, order.amount(), movement.entry().balancesAfter());
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
