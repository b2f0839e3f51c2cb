package io.griot.bench;

import io.griot.core.LedgerEvent;
import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.account.Accounts;
import io.griot.core.account.SystemAccount;
import io.griot.core.account.Wallet;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.JournalEvent.EntryPosted;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Wallets without a log: what is decided goes to a listener. */
final class AccountsInMemory implements Accounts {

  private final Map<WalletId, Wallet> wallets = new HashMap<>();
  private final Consumer<LedgerEvent> listener;

  AccountsInMemory(Consumer<LedgerEvent> listener) {
    this.listener = listener;
  }

  @Override
  public Wallet wallet(WalletId walletId) {
    return wallets.getOrDefault(walletId, new Wallet.Unopened());
  }

  @Override
  public SystemAccount systemAccount(SystemAccountId accountId) {
    return SystemAccount.unused(accountId);
  }

  @Override
  public void open(OpenWallet command) {
    Wallet.decide(command, wallet(command.walletId())).forEach(this::apply);
  }

  @Override
  public void post(EntryPosted entry) {
    listener.accept(entry);
  }

  @Override
  public void apply(AccountEvent decided) {
    switch (decided) {
      case WalletEvent event ->
          wallets.put(event.walletId(), Wallet.evolve(wallet(event.walletId()), event));
      case SystemAccountEvent event -> throw new UnsupportedOperationException(event.toString());
    }
    listener.accept(decided);
  }
}
