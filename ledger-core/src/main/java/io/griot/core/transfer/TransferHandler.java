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
import java.util.stream.Stream;
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

  @CommandHandler
  BulkReceipt handle(NoteBulk command) {
    return command.receipt();
  }

  private EntryReceipt move(TransferCommand command) {
    if (command.from() instanceof Leg.InWallet(WalletId from)
        && command.to() instanceof Leg.InWallet(WalletId to)) {
      TransferRule.requireDifferent(from, to);
    }
    loadWallets(command);
    Currency currency = currency(command);
    Party from = spendable(command.from(), currency, command.authority());
    Party to = receiving(command.to(), currency);
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

  /** In the order of their ids: two opposite transfers never wait for each other. */
  private void loadWallets(TransferCommand command) {
    Stream.of(command.from(), command.to())
        .flatMap(
            leg ->
                switch (leg) {
                  case Leg.InWallet(WalletId walletId) -> Stream.of(walletId);
                  case Leg.InSystem _ -> Stream.empty();
                })
        .sorted()
        .forEach(accounts::wallet);
  }

  /** The currency of a transfer is that of the account it names first, else of the second. */
  private Currency currency(TransferCommand command) {
    Currency from = currency(command.from(), "from");
    Currency to = currency(command.to(), "to");
    if (from != null) {
      return from;
    }
    if (to != null) {
      return to;
    }
    Currency asked = command.currency();
    if (asked != null) {
      return asked;
    }
    throw new Rejection(
        RejectionCode.CURRENCY_MISMATCH, "currency", "Neither account names a currency.");
  }

  private @Nullable Currency currency(Leg leg, String field) {
    return switch (leg) {
      case Leg.InWallet(WalletId walletId) ->
          Wallet.requireOpen(accounts.wallet(walletId), field).posted().currency();
      case Leg.InSystem system -> system.currency();
    };
  }

  private Party spendable(Leg leg, Currency currency, Authority authority) {
    return switch (leg) {
      case Leg.InWallet(WalletId walletId) ->
          new Party.OfWallet(TransferRule.requireSpendable(accounts.wallet(walletId), authority));
      case Leg.InSystem system -> systemParty(system.in(currency));
    };
  }

  private Party receiving(Leg leg, Currency currency) {
    return switch (leg) {
      case Leg.InWallet(WalletId walletId) ->
          new Party.OfWallet(Wallet.requireOpen(accounts.wallet(walletId), "to"));
      case Leg.InSystem system -> systemParty(system.in(currency));
    };
  }

  private Party systemParty(SystemAccountId accountId) {
    return accountId.kind().floored()
        ? new Party.OfGuarded(accounts.systemAccount(accountId))
        : new Party.OfFree(accountId);
  }
}
