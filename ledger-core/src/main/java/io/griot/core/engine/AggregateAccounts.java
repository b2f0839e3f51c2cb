package io.griot.core.engine;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.account.Accounts;
import io.griot.core.account.SystemAccount;
import io.griot.core.account.SystemAccountAggregate;
import io.griot.core.account.Wallet;
import io.griot.core.account.WalletAggregate;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryAggregate;
import io.griot.core.journal.JournalEvent.EntryPosted;
import java.util.concurrent.Callable;
import org.axonframework.modelling.command.Repository;

/** The accounts of the running batch, as Axon aggregates. */
final class AggregateAccounts implements Accounts {

  private final ResidentRepository<WalletAggregate> wallets;
  private final ResidentRepository<SystemAccountAggregate> systemAccounts;
  private final Repository<EntryAggregate> entries;

  AggregateAccounts(
      ResidentRepository<WalletAggregate> wallets,
      ResidentRepository<SystemAccountAggregate> systemAccounts,
      Repository<EntryAggregate> entries) {
    this.wallets = wallets;
    this.systemAccounts = systemAccounts;
    this.entries = entries;
  }

  @Override
  public Wallet wallet(WalletId walletId) {
    return wallets
        .find(walletId.toString())
        .map(wallet -> wallet.root().state())
        .orElseGet(Wallet.Unopened::new);
  }

  @Override
  public SystemAccount systemAccount(SystemAccountId accountId) {
    return systemAccounts
        .find(accountId.toString())
        .map(account -> account.root().state(accountId))
        .orElseGet(() -> SystemAccount.unused(accountId));
  }

  @Override
  public void open(OpenWallet command) {
    create(wallets, () -> new WalletAggregate(command));
  }

  @Override
  public void post(EntryPosted entry) {
    create(entries, () -> new EntryAggregate(entry));
  }

  @Override
  public void apply(AccountEvent decided) {
    switch (decided) {
      case WalletEvent event ->
          wallets.load(event.walletId().toString()).execute(aggregate -> aggregate.apply(event));
      case SystemAccountEvent event -> apply(event);
    }
  }

  private void apply(SystemAccountEvent event) {
    SystemAccountId accountId = event.accountId();
    String stream = accountId.toString();
    if (systemAccounts.find(stream).isEmpty()) {
      create(systemAccounts, () -> new SystemAccountAggregate(accountId));
    }
    systemAccounts.load(stream).execute(aggregate -> aggregate.apply(event));
  }

  static <T> void create(Repository<T> repository, Callable<T> constructor) {
    try {
      repository.newInstance(constructor);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("An aggregate's constructor failed", e);
    }
  }
}
