package io.griot.core.hold;

import static io.griot.core.RejectionCode.SAME_ACCOUNT;

import io.griot.core.Rejection;
import io.griot.core.account.AccountEvent.FundsFrozen;
import io.griot.core.account.AccountEvent.FundsReleased;
import io.griot.core.account.Accounts;
import io.griot.core.account.Wallet;
import io.griot.core.hold.Hold.Placed;
import io.griot.core.hold.HoldCommand.ExpireHold;
import io.griot.core.hold.HoldCommand.PlaceHold;
import io.griot.core.hold.HoldCommand.SettleHold;
import io.griot.core.hold.HoldCommand.VoidHold;
import io.griot.core.hold.HoldEvent.HoldExpired;
import io.griot.core.hold.HoldEvent.HoldPlaced;
import io.griot.core.hold.HoldEvent.HoldSettled;
import io.griot.core.hold.HoldEvent.HoldVoided;
import io.griot.core.id.HoldId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.Movement;
import io.griot.core.transfer.Party;
import io.griot.core.transfer.TransferRule;
import java.time.Clock;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;

/** Sets money apart, pays it out and lets it go: hold and wallets in one commit. */
public class HoldHandler {

  private final Holds holds;
  private final Accounts accounts;
  private final Clock clock;

  public HoldHandler(Holds holds, Accounts accounts, Clock clock) {
    this.holds = holds;
    this.accounts = accounts;
    this.clock = clock;
  }

  @CommandHandler
  HoldReceipt handle(PlaceHold command) {
    Wallet.Open wallet =
        TransferRule.requireSpendable(accounts.wallet(command.walletId()), command.authority());
    Money amount = command.amount().in(wallet.posted().currency());
    Hold.requireFuture(command.expiresAt(), clock.instant());
    FundsFrozen frozen = Wallet.freeze(wallet, command.holdId(), amount);

    holds.apply(
        new HoldPlaced(
            command.holdId(), command.walletId(), amount, command.expiresAt(), command.remarks()));
    accounts.apply(frozen);
    return new HoldReceipt(
        command.holdId(), command.walletId(), amount, null, wallet.available().minus(amount));
  }

  @CommandHandler
  HoldReceipt handle(SettleHold command) {
    Hold hold = holds.hold(command.holdId());
    requireAuthority(hold, command.authority());
    Placed placed = Hold.requirePlaced(hold, clock.instant());
    if (placed.walletId().equals(command.to())) {
      throw new Rejection(SAME_ACCOUNT, "to", "Money moves between two different accounts.");
    }
    Money amount = Hold.toPay(placed, command.amount());
    FundsReleased released = released(placed);
    Wallet.Open payer =
        Wallet.requireOpen(Wallet.evolve(accounts.wallet(placed.walletId()), released), "from");
    Movement movement =
        TransferRule.decide(
            new TransferRule.Order(
                command.entryId(),
                EntryKind.P2P,
                amount,
                command.remarks(),
                Map.of("hold", command.holdId().uuid().toString()),
                null),
            new Party.OfWallet(payer),
            new Party.OfWallet(Wallet.requireOpen(accounts.wallet(command.to()), "to")));

    holds.apply(new HoldSettled(command.holdId(), command.entryId(), amount));
    accounts.apply(released);
    accounts.post(movement.entry());
    movement.changes().forEach(accounts::apply);
    return new HoldReceipt(
        command.holdId(),
        placed.walletId(),
        amount,
        command.entryId(),
        payer.available().minus(amount));
  }

  @CommandHandler
  HoldReceipt handle(VoidHold command) {
    Hold hold = holds.hold(command.holdId());
    requireAuthority(hold, command.authority());
    Placed placed = Hold.requirePlaced(hold, clock.instant());

    holds.apply(new HoldVoided(command.holdId(), command.remarks()));
    return letGo(placed);
  }

  /** Whoever asks too early, or again, changes nothing. */
  @CommandHandler
  HoldReceipt handle(ExpireHold command) {
    return switch (holds.hold(command.holdId())) {
      case Placed placed when placed.isOver(clock.instant()) -> {
        holds.apply(new HoldExpired(command.holdId()));
        yield letGo(placed);
      }
      case Placed placed -> unchanged(placed.holdId(), placed.walletId(), placed.amount());
      case Hold.Ended(HoldId holdId, WalletId walletId, _) -> {
        Money available = open(walletId).available();
        yield unchanged(holdId, walletId, Money.zero(available.currency()));
      }
      case Hold.Unplaced() -> throw Hold.notFound();
    };
  }

  /** To everybody but the owner of its wallet and the staff, a hold does not exist. */
  private void requireAuthority(Hold hold, Authority authority) {
    WalletId walletId =
        switch (hold) {
          case Hold.Unplaced() -> throw Hold.notFound();
          case Placed placed -> placed.walletId();
          case Hold.Ended ended -> ended.walletId();
        };
    if (!authority.maySpend(open(walletId).owner())) {
      throw Hold.notFound();
    }
  }

  private Wallet.Open open(WalletId walletId) {
    return Wallet.requireOpen(accounts.wallet(walletId), "wallet");
  }

  private HoldReceipt letGo(Placed placed) {
    Money available = open(placed.walletId()).available().plus(placed.amount());
    accounts.apply(released(placed));
    return new HoldReceipt(placed.holdId(), placed.walletId(), placed.amount(), null, available);
  }

  private HoldReceipt unchanged(HoldId holdId, WalletId walletId, Money amount) {
    return new HoldReceipt(holdId, walletId, amount, null, open(walletId).available());
  }

  private static FundsReleased released(Placed placed) {
    return new FundsReleased(placed.walletId(), placed.holdId(), placed.amount());
  }
}
