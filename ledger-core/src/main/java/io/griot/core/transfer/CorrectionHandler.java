package io.griot.core.transfer;

import static io.griot.core.RejectionCode.SAME_ACCOUNT;

import io.griot.core.Rejection;
import io.griot.core.account.Accounts;
import io.griot.core.account.Wallet;
import io.griot.core.id.AccountId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.SystemAccountKind;
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
    AccountId source =
        command.fromSuspense()
            ? new SystemAccountId(SystemAccountKind.SUSPENSE, "", amount.currency())
            : original.beneficiary();
    if (source.equals(original.payer())) {
      throw new Rejection(SAME_ACCOUNT, "transaction", "The house itself paid it.");
    }
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
    Movement movement = TransferRule.decide(order, party(from, "from"), party(to, "to"));

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

  private Party party(AccountId accountId, String leg) {
    return switch (accountId) {
      case WalletId walletId ->
          new Party.OfWallet(Wallet.requireOpen(accounts.wallet(walletId), leg));
      case SystemAccountId system ->
          system.kind().floored()
              ? new Party.OfGuarded(accounts.systemAccount(system))
              : new Party.OfFree(system);
    };
  }

  private static boolean isStaff(Authority authority) {
    return switch (authority) {
      case Authority.Staff() -> true;
      case Authority.Owners _ -> false;
    };
  }
}
