package io.griot.bench.stock;

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
import java.util.function.Function;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** The accounts of the running command, as Axon aggregates. */
final class AggregateAccounts implements Accounts {

  private final Repository<WalletAggregate> wallets;
  private final Repository<SystemAccountAggregate> systemAccounts;
  private final Repository<EntryAggregate> entries;

  AggregateAccounts(
      Repository<WalletAggregate> wallets,
      Repository<SystemAccountAggregate> systemAccounts,
      Repository<EntryAggregate> entries) {
    this.wallets = wallets;
    this.systemAccounts = systemAccounts;
    this.entries = entries;
  }

  @Override
  public Wallet wallet(WalletId walletId) {
    try {
      return read(wallets.load(walletId.toString()), WalletAggregate::state);
    } catch (AggregateNotFoundException _) {
      return new Wallet.Unopened();
    }
  }

  @Override
  public SystemAccount systemAccount(SystemAccountId accountId) {
    return read(loadOrCreate(accountId), aggregate -> aggregate.state(accountId));
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
      case SystemAccountEvent event ->
          loadOrCreate(event.accountId()).execute(aggregate -> aggregate.apply(event));
    }
  }

  private Aggregate<SystemAccountAggregate> loadOrCreate(SystemAccountId accountId) {
    try {
      return systemAccounts.loadOrCreate(
          accountId.toString(), () -> new SystemAccountAggregate(accountId));
    } catch (Exception e) {
      throw new IllegalStateException("Could not load " + accountId, e);
    }
  }

  private static <T, R> R read(Aggregate<T> aggregate, Function<T, R> part) {
    return aggregate.invoke(part);
  }

  private static <T> void create(Repository<T> repository, Callable<T> constructor) {
    try {
      repository.newInstance(constructor);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("An aggregate's constructor failed", e);
    }
  }
}
