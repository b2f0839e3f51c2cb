package io.griot.core.account;

import static io.griot.core.RejectionCode.BALANCE_TOO_LARGE;
import static io.griot.core.RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS;
import static io.griot.core.RejectionCode.WALLET_EXISTS;
import static io.griot.core.RejectionCode.WALLET_NOT_FOUND;
import static io.griot.core.RejectionCode.WALLET_RESTRICTED;

import io.griot.core.Rejection;
import io.griot.core.account.AccountEvent.FundsFrozen;
import io.griot.core.account.AccountEvent.FundsReleased;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.account.AccountEvent.WalletOpened;
import io.griot.core.account.AccountEvent.WalletRestricted;
import io.griot.core.account.AccountEvent.WalletUnrestricted;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.OpeningBalance;
import io.griot.core.account.WalletCommand.RestrictWallet;
import io.griot.core.account.WalletCommand.UnrestrictWallet;
import io.griot.core.id.EntryId;
import io.griot.core.id.HoldId;
import io.griot.core.id.Owner;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
import io.griot.core.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** State and rules of one wallet. */
public sealed interface Wallet {

  /** Not opened: to everybody but the command that opens it, it does not exist. */
  record Unopened() implements Wallet {}

  /**
   * Open.
   *
   * @param posted what is booked, never below what is frozen
   * @param frozen what holds and disputes have set apart, never below zero
   */
  record Open(WalletId walletId, Owner owner, Money posted, Money frozen, boolean restricted)
      implements Wallet {

    /** What may still be spent. */
    public Money available() {
      return posted.minus(frozen);
    }

    private Open with(Money newPosted) {
      return new Open(walletId, owner, newPosted, frozen, restricted);
    }

    private Open frozen(Money nowFrozen) {
      return new Open(walletId, owner, posted, nowFrozen, restricted);
    }

    private Open restricted(boolean nowRestricted) {
      return new Open(walletId, owner, posted, frozen, nowRestricted);
    }
  }

  /**
   * Decides whether the wallet can be opened.
   *
   * @throws Rejection WALLET_EXISTS if the identifier stands for another wallet
   */
  static List<WalletEvent> decide(OpenWallet command, Wallet wallet) {
    return switch (wallet) {
      case Unopened() ->
          List.of(
              new WalletOpened(
                  command.walletId(),
                  command.owner(),
                  command.currency(),
                  command.externalReference()));
      case Open open
          when open.owner().equals(command.owner())
              && open.posted().currency().equals(command.currency()) ->
          List.of();
      case Open open ->
          throw new Rejection(
              WALLET_EXISTS,
              "wallet",
              "%s is open in %s.".formatted(open.walletId(), open.posted().currency()));
    };
  }

  /**
   * Decides on the entry that fills a wallet opened by the same command.
   *
   * @throws Rejection AMOUNT_TOO_PRECISE, AMOUNT_TOO_LARGE
   */
  static EntryPosted decide(OpeningBalance opening, WalletId walletId, Currency currency) {
    Money amount = opening.amount().in(currency);
    SystemAccountId settlement =
        new SystemAccountId(SystemAccountKind.SETTLEMENT, opening.settlement(), currency);
    return new EntryPosted(
        opening.entryId(),
        EntryKind.RECEIVE_EXTERNAL,
        List.of(Posting.debit(settlement, amount), Posting.credit(walletId, amount)),
        Map.of(walletId, amount),
        "Opening balance",
        Map.of(),
        null);
  }

  /**
   * Decides on a restriction; one that stands already changes nothing.
   *
   * @throws Rejection WALLET_NOT_FOUND
   */
  static List<WalletEvent> decide(RestrictWallet command, Wallet wallet) {
    return requireOpen(wallet, "wallet").restricted()
        ? List.of()
        : List.of(new WalletRestricted(command.walletId(), command.remarks()));
  }

  /**
   * Decides on lifting a restriction; one that does not stand changes nothing.
   *
   * @throws Rejection WALLET_NOT_FOUND
   */
  static List<WalletEvent> decide(UnrestrictWallet command, Wallet wallet) {
    return requireOpen(wallet, "wallet").restricted()
        ? List.of(new WalletUnrestricted(command.walletId(), command.remarks()))
        : List.of();
  }

  /**
   * The wallet, if it is open.
   *
   * @param leg the part of the command that named it
   * @throws Rejection WALLET_NOT_FOUND
   */
  static Open requireOpen(Wallet wallet, String leg) {
    return switch (wallet) {
      case Open open -> open;
      case Unopened() -> throw new Rejection(WALLET_NOT_FOUND, leg, "No such wallet.");
    };
  }

  /**
   * Refuses to send from a restricted wallet, whatever the amount.
   *
   * @throws Rejection WALLET_RESTRICTED
   */
  static void requireSending(Open wallet) {
    if (wallet.restricted()) {
      throw new Rejection(
          WALLET_RESTRICTED, "from", "The wallet is restricted: it cannot send money.");
    }
  }

  /**
   * Refuses to receive into a restricted wallet, whatever the amount.
   *
   * @throws Rejection WALLET_RESTRICTED
   */
  static void requireReceiving(Open wallet) {
    if (wallet.restricted()) {
      throw new Rejection(
          WALLET_RESTRICTED, "to", "The wallet is restricted: it cannot receive money.");
    }
  }

  /**
   * Decides whether an entry may take money out of the wallet.
   *
   * @throws Rejection WALLET_RESTRICTED, INSUFFICIENT_AVAILABLE_FUNDS
   */
  static WalletDebited debit(Open wallet, EntryId entryId, Money amount) {
    requireSending(wallet);
    requireAvailable(wallet, amount);
    return new WalletDebited(wallet.walletId(), entryId, amount);
  }

  /**
   * Decides whether an entry may put money into the wallet.
   *
   * @throws Rejection WALLET_RESTRICTED, BALANCE_TOO_LARGE
   */
  static WalletCredited credit(Open wallet, EntryId entryId, Money amount) {
    requireReceiving(wallet);
    return giveBack(wallet, entryId, amount);
  }

  /**
   * Decides whether an entry may put back into the wallet what it had taken out, restricted or not.
   *
   * @throws Rejection BALANCE_TOO_LARGE
   */
  static WalletCredited giveBack(Open wallet, EntryId entryId, Money amount) {
    if (wallet.posted().minorUnits() > Long.MAX_VALUE - amount.minorUnits()) {
      throw new Rejection(BALANCE_TOO_LARGE, "amount", "The wallet cannot hold that much.");
    }
    return new WalletCredited(wallet.walletId(), entryId, amount);
  }

  /**
   * Decides whether a hold may set money of the wallet apart.
   *
   * @throws Rejection WALLET_RESTRICTED, INSUFFICIENT_AVAILABLE_FUNDS
   */
  static FundsFrozen freeze(Open wallet, HoldId holdId, Money amount) {
    requireSending(wallet);
    requireAvailable(wallet, amount);
    return new FundsFrozen(wallet.walletId(), holdId, amount);
  }

  /**
   * Decides how much a dispute sets apart of the wallet's money: what is available, up to an
   * amount. A restricted wallet does not escape it.
   *
   * @return nothing if nothing is available
   */
  static Optional<FundsFrozen> freezeAvailable(Open wallet, HoldId holdId, Money upTo) {
    Money amount = wallet.available().compareTo(upTo) < 0 ? wallet.available() : upTo;
    return amount.isPositive()
        ? Optional.of(new FundsFrozen(wallet.walletId(), holdId, amount))
        : Optional.empty();
  }

  /** The wallet after an event. */
  static Wallet evolve(Wallet wallet, WalletEvent event) {
    return switch (event) {
      case WalletOpened opened ->
          switch (wallet) {
            case Unopened() ->
                new Open(
                    opened.walletId(),
                    opened.owner(),
                    Money.zero(opened.currency()),
                    Money.zero(opened.currency()),
                    false);
            case Open open -> throw new IllegalStateException(opened + " after " + open);
          };
      case WalletDebited debited -> {
        Open open = requireOpened(wallet, event);
        yield open.with(open.posted().minus(debited.amount()));
      }
      case WalletCredited credited -> {
        Open open = requireOpened(wallet, event);
        yield open.with(open.posted().plus(credited.amount()));
      }
      case FundsFrozen frozen -> {
        Open open = requireOpened(wallet, event);
        yield open.frozen(open.frozen().plus(frozen.amount()));
      }
      case FundsReleased released -> {
        Open open = requireOpened(wallet, event);
        yield open.frozen(open.frozen().minus(released.amount()));
      }
      case WalletRestricted _ -> requireOpened(wallet, event).restricted(true);
      case WalletUnrestricted _ -> requireOpened(wallet, event).restricted(false);
    };
  }

  private static void requireAvailable(Open wallet, Money amount) {
    if (wallet.available().compareTo(amount) < 0) {
      throw new Rejection(
          INSUFFICIENT_AVAILABLE_FUNDS,
          "amount",
          "The wallet has %s available, %s is needed.".formatted(wallet.available(), amount));
    }
  }

  private static Open requireOpened(Wallet wallet, WalletEvent event) {
    return switch (wallet) {
      case Open open -> open;
      case Unopened() -> throw new IllegalStateException(event + " before the wallet was opened");
    };
  }
}
