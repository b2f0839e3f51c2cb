package io.griot.core.account;

import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.JournalEvent.EntryPosted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Accounts as they would be after several commands of which all or none shall be carried out:
 * nothing is written before the last one was decided.
 */
public final class TentativeAccounts implements Accounts {

  private final Accounts accounts;
  private final Map<WalletId, Wallet> wallets = new HashMap<>();
  private final Map<SystemAccountId, SystemAccount> systemAccounts = new HashMap<>();
  private final List<Consumer<Accounts>> decided = new ArrayList<>();
  private boolean asked;

  /** On top of accounts as they are. */
  public TentativeAccounts(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Wallet wallet(WalletId walletId) {
    asked = true;
    Wallet changed = wallets.get(walletId);
    return changed == null ? accounts.wallet(walletId) : changed;
  }

  @Override
  public SystemAccount systemAccount(SystemAccountId accountId) {
    asked = true;
    SystemAccount changed = systemAccounts.get(accountId);
    return changed == null ? accounts.systemAccount(accountId) : changed;
  }

  @Override
  public void open(OpenWallet command) {
    Wallet.decide(command, wallet(command.walletId())).forEach(this::evolve);
    decided.add(real -> real.open(command));
  }

  @Override
  public void post(EntryPosted entry) {
    decided.add(real -> real.post(entry));
  }

  @Override
  public void apply(AccountEvent event) {
    switch (event) {
      case WalletEvent changed -> evolve(changed);
      case SystemAccountEvent changed ->
          systemAccounts.put(
              changed.accountId(), systemAccount(changed.accountId()).evolve(changed));
    }
    decided.add(real -> real.apply(event));
  }

  /** What was decided since the last call, to be carried out on the accounts as they are. */
  public List<Consumer<Accounts>> takeDecided() {
    List<Consumer<Accounts>> taken = List.copyOf(decided);
    decided.clear();
    return taken;
  }

  /** Whether a command asked for any account here since the last call. */
  public boolean takeAsked() {
    boolean taken = asked;
    asked = false;
    return taken;
  }

  private void evolve(WalletEvent event) {
    wallets.put(event.walletId(), Wallet.evolve(wallet(event.walletId()), event));
  }
}
