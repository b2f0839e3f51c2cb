package io.griot.core.account;

import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.RestrictWallet;
import io.griot.core.account.WalletCommand.UnrestrictWallet;
import io.griot.core.account.WalletReceipt.Change;
import io.griot.core.id.WalletId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/** A wallet as Axon sees it: a shell around {@link Wallet}. */
@AggregateRoot(type = "wallet")
public class WalletAggregate {

  @AggregateIdentifier private WalletId walletId;
  private Wallet wallet = new Wallet.Unopened();

  /** For the event store alone. */
  public WalletAggregate() {}

  /** Opens the wallet that {@link Wallet#decide(OpenWallet, Wallet)} allows. */
  public WalletAggregate(OpenWallet command) {
    Wallet.decide(command, wallet).forEach(AggregateLifecycle::apply);
  }

  @CommandHandler
  WalletReceipt handle(RestrictWallet command) {
    return record(Wallet.decide(command, wallet));
  }

  @CommandHandler
  WalletReceipt handle(UnrestrictWallet command) {
    return record(Wallet.decide(command, wallet));
  }

  /** The state that rules over several accounts decide on. */
  public Wallet state() {
    return wallet;
  }

  /** Applies what a rule over several accounts decided for this one. */
  public void apply(WalletEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  @EventSourcingHandler
  void on(WalletEvent event) {
    walletId = event.walletId();
    wallet = Wallet.evolve(wallet, event);
  }

  private WalletReceipt record(List<WalletEvent> decided) {
    decided.forEach(AggregateLifecycle::apply);
    return new WalletReceipt(walletId, decided.isEmpty() ? Change.NONE : Change.MADE);
  }
}
