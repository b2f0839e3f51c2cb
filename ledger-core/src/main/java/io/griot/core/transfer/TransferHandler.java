package io.griot.core.transfer;

import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.account.Accounts;
import io.griot.core.account.Wallet;
import io.griot.core.id.AccountId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.transfer.TransferCommand.ReceiveExternal;
import io.griot.core.transfer.TransferCommand.SendExternal;
import io.griot.core.transfer.TransferCommand.Transfer;
import java.time.Clock;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;

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
    TransferRule.requireDifferent(command.from(), command.to());
    load(walletsOf(command), accounts::wallet);
    // The sender's own wallet first: the answer must not tell whether a foreign one exists.
    Optional<Currency> ofFrom = currencyToSpend(command.from(), command.authority());
    Optional<Currency> ofTo = currencyToReceive(command.to());
    Currency currency = ofFrom.or(() -> ofTo).orElseGet(() -> requireStated(command));
    load(guardedOf(command, currency), accounts::systemAccount);
    Party from = party(command.from(), currency, "from");
    Party to = party(command.to(), currency, "to");
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
  private static <T extends AccountId> void load(Stream<T> accountIds, Consumer<T> account) {
    accountIds.sorted().forEach(account);
  }

  private static Stream<WalletId> walletsOf(TransferCommand command) {
    return Stream.of(command.from(), command.to())
        .flatMap(
            leg ->
                switch (leg) {
                  case Leg.InWallet(WalletId walletId) -> Stream.of(walletId);
                  case Leg.InSystem _ -> Stream.empty();
                });
  }

  private static Stream<SystemAccountId> guardedOf(TransferCommand command, Currency currency) {
    return Stream.of(command.from(), command.to())
        .flatMap(
            leg ->
                switch (leg) {
                  case Leg.InWallet _ -> Stream.empty();
                  case Leg.InSystem system ->
                      Stream.of(system.in(currency)).filter(id -> id.kind().floored());
                });
  }

  private Optional<Currency> currencyToSpend(Leg leg, Authority authority) {
    return switch (leg) {
      case Leg.InWallet(WalletId walletId) ->
          Optional.of(
              TransferRule.requireSpendable(accounts.wallet(walletId), authority)
                  .posted()
                  .currency());
      case Leg.InSystem system -> {
        TransferRule.requireStaff(authority);
        yield Optional.ofNullable(system.currency());
      }
    };
  }

  private Optional<Currency> currencyToReceive(Leg leg) {
    return switch (leg) {
      case Leg.InWallet(WalletId walletId) ->
          Optional.of(Wallet.requireOpen(accounts.wallet(walletId), "to").posted().currency());
      case Leg.InSystem system -> Optional.ofNullable(system.currency());
    };
  }

  private static Currency requireStated(TransferCommand command) {
    Currency stated = command.currency();
    if (stated == null) {
      throw new Rejection(
          RejectionCode.CURRENCY_MISMATCH, "currency", "Neither account names a currency.");
    }
    return stated;
  }

  private Party party(Leg leg, Currency currency, String field) {
    return switch (leg) {
      case Leg.InWallet(WalletId walletId) ->
          new Party.OfWallet(Wallet.requireOpen(accounts.wallet(walletId), field));
      case Leg.InSystem system -> systemParty(system.in(currency));
    };
  }

  private Party systemParty(SystemAccountId accountId) {
    return accountId.kind().floored()
        ? new Party.OfGuarded(accounts.systemAccount(accountId))
        : new Party.OfFree(accountId);
  }
}
