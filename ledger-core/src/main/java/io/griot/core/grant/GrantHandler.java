package io.griot.core.grant;

import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.account.Accounts;
import io.griot.core.account.Wallet;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.grant.GrantCommand.ChangeGrant;
import io.griot.core.grant.GrantCommand.PullGrant;
import io.griot.core.grant.GrantCommand.RequestGrant;
import io.griot.core.grant.GrantEvent.GrantPulled;
import io.griot.core.grant.GrantEvent.GrantRequested;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.money.Money;
import io.griot.core.transfer.EntryReceipt;
import io.griot.core.transfer.Movement;
import io.griot.core.transfer.Party;
import io.griot.core.transfer.TransferRule;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;

/** Grants, and pulls by them: grant and both wallets in one commit. */
public class GrantHandler {

  private final Grants grants;
  private final Accounts accounts;
  private final Clock clock;

  public GrantHandler(Grants grants, Accounts accounts, Clock clock) {
    this.grants = grants;
    this.accounts = accounts;
    this.clock = clock;
  }

  @CommandHandler
  GrantReceipt handle(RequestGrant command) {
    Grant grant = grants.grant(command.grantId());
    GrantRequested requested =
        Grant.decide(command, accounts.wallet(command.payer()), clock.instant());
    // A beneficiary that could not be opened would only be found out when money is pulled.
    opening(command.beneficiary(), command.enterprise(), requested.max().currency());

    grants.apply(requested);
    return receipt(Grant.evolve(grant, requested));
  }

  @CommandHandler
  GrantReceipt handle(ChangeGrant command) {
    Grant grant = grants.grant(command.grantId());
    List<GrantEvent> decided = Grant.decide(command, grant, clock.instant());

    for (GrantEvent event : decided) {
      grant = Grant.evolve(grant, event);
      grants.apply(event);
    }
    return receipt(grant);
  }

  @CommandHandler
  EntryReceipt handle(PullGrant command) {
    Grant grant = grants.grant(command.grantId());
    GrantPulled pulled = Grant.decide(command, grant, clock.instant());
    Grant.Terms terms = Grant.requireRequested(grant).terms();
    Currency currency = terms.max().currency();
    List<WalletEvent> opening = opening(terms.beneficiary(), terms.enterprise(), currency);
    Wallet beneficiary = accounts.wallet(terms.beneficiary());
    for (WalletEvent opened : opening) {
      beneficiary = Wallet.evolve(beneficiary, opened);
    }
    Wallet.Open payer = Wallet.requireOpen(accounts.wallet(terms.payer()), "from");
    Wallet.Open payee = Wallet.requireOpen(beneficiary, "to");
    requireAvailable(payer, payee, pulled.amount());
    Movement movement =
        TransferRule.decide(
            new TransferRule.Order(
                command.entryId(),
                EntryKind.GRANT_PULL,
                pulled.amount(),
                command.remarks(),
                GrantPulls.by(command.grantId()),
                null),
            new Party.OfWallet(payer),
            new Party.OfWallet(payee));

    grants.apply(pulled);
    if (!opening.isEmpty()) {
      accounts.open(open(terms.beneficiary(), terms.enterprise(), currency));
    }
    accounts.post(movement.entry());
    movement.changes().forEach(accounts::apply);
    return new EntryReceipt(
        command.entryId(),
        terms.payer(),
        terms.beneficiary(),
        pulled.amount(),
        movement.entry().balancesAfter());
  }

  /** What the user has is none of the enterprise's business: the refusal does not name it. */
  private static void requireAvailable(Wallet.Open payer, Wallet.Open payee, Money amount) {
    Wallet.requireSending(payer);
    Wallet.requireReceiving(payee);
    if (payer.available().compareTo(amount) < 0) {
      throw new Rejection(
          RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS,
          "amount",
          "The user's wallet has less than %s available.".formatted(amount));
    }
  }

  /** What opens the enterprise's wallet: nothing if it is open. */
  private List<WalletEvent> opening(WalletId beneficiary, Owner enterprise, Currency currency) {
    return Wallet.decide(open(beneficiary, enterprise, currency), accounts.wallet(beneficiary));
  }

  private static OpenWallet open(WalletId beneficiary, Owner enterprise, Currency currency) {
    return new OpenWallet(beneficiary, enterprise, currency, null, null);
  }

  private static GrantReceipt receipt(Grant grant) {
    Grant.Requested requested = Grant.requireRequested(grant);
    return new GrantReceipt(Grant.status(requested), requested.terms());
  }
}
