package io.griot.core.transfer;

import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.account.Accounts;
import io.griot.core.account.Wallet;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.transfer.TransferCommand.ReceiveExternal;
import io.griot.core.transfer.TransferCommand.SendExternal;
import io.griot.core.transfer.TransferCommand.Transfer;
import java.time.Clock;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/** Moves money between accounts: loads both, decides on their states, and only then applies. */
public class TransferHandler {

  private final Accounts accounts;
  private final Clock clock;

  public TransferHandler(Accounts accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  @CommandHandler
  EntryReceipt handle(Transfer command) {
    return move(command);
  }

  @CommandHandler
  EntryReceipt handle(ReceiveExternal command) {
    return move(command);
  }

  @CommandHandler
  EntryReceipt handle(SendExternal command) {
    return move(command);
  }

  private EntryReceipt move(TransferCommand command) {
    if (command.from() instanceof Leg.InWallet(WalletId from)
        && command.to() instanceof Leg.InWallet(WalletId to)) {
      TransferRule.requireDifferent(from, to);
    }
    Map<String, Wallet> wallets = new TreeMap<>();
    addWallet(wallets, command.from());
    addWallet(wallets, command.to());
    // In the order of their ids: two opposite transfers never wait for each other.
    wallets.replaceAll((id, _) -> accounts.wallet(WalletId.parse(id)));

    Currency currency = currency(command, wallets);
    Party from = party(command.from(), wallets, currency, command.authority(), true);
    Party to = party(command.to(), wallets, currency, command.authority(), false);
    Movement movement = TransferRule.decide(command, from, to, clock.instant());

    accounts.post(movement.entry());
    movement.changes().forEach(accounts::apply);
    return new EntryReceipt(
        command.entryId(),
        from.accountId(),
        to.accountId(),
        movement.entry().postings().getFirst().amount(),
        movement.entry().balancesAfter());
  }

  private static void addWallet(Map<String, Wallet> wallets, Leg leg) {
    if (leg instanceof Leg.InWallet(WalletId walletId)) {
      wallets.put(walletId.toString(), new Wallet.Unopened());
    }
  }

  /** The currency of a transfer is that of the wallet it names first, else of a system account. */
  private static Currency currency(TransferCommand command, Map<String, Wallet> wallets) {
    @Nullable Currency from = currency(command.from(), wallets, "from");
    @Nullable Currency to = currency(command.to(), wallets, "to");
    if (from != null) {
      return from;
    }
    if (to != null) {
      return to;
    }
    if (command.currency() != null) {
      return command.currency();
    }
    throw new Rejection(
        RejectionCode.CURRENCY_MISMATCH, "currency", "Neither account names a currency.");
  }

  private static @Nullable Currency currency(Leg leg, Map<String, Wallet> wallets, String field) {
    return switch (leg) {
      case Leg.InWallet(WalletId walletId) ->
          Wallet.requireOpen(wallets.get(walletId.toString()), field).posted().currency();
      case Leg.InSystem system -> system.currency();
    };
  }

  private Party party(
      Leg leg,
      Map<String, Wallet> wallets,
      Currency currency,
      Authority authority,
      boolean spending) {
    return switch (leg) {
      case Leg.InWallet(WalletId walletId) -> {
        Wallet wallet = wallets.get(walletId.toString());
        yield new Party.OfWallet(
            spending
                ? TransferRule.requireSpendable(wallet, authority)
                : Wallet.requireOpen(wallet, "to"));
      }
      case Leg.InSystem system -> systemParty(system.in(currency));
    };
  }

  private Party systemParty(SystemAccountId accountId) {
    return accountId.kind().floored()
        ? new Party.OfGuarded(accounts.systemAccount(accountId))
        : new Party.OfFree(accountId);
  }
}
