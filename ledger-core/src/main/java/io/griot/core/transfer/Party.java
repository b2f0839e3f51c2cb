package io.griot.core.transfer;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.Accounts;
import io.griot.core.account.SystemAccount;
import io.griot.core.account.Wallet;
import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import java.util.Currency;
import java.util.Optional;

/** One end of a transfer with the state that the rules decide on. */
public sealed interface Party {

  /**
   * The account's state.
   *
   * @param leg the part of the command that named it
   * @throws io.griot.core.Rejection WALLET_NOT_FOUND
   */
  static Party of(Accounts accounts, AccountId accountId, String leg) {
    return switch (accountId) {
      case WalletId walletId -> new OfWallet(Wallet.requireOpen(accounts.wallet(walletId), leg));
      case SystemAccountId system ->
          system.kind().floored()
              ? new OfGuarded(accounts.systemAccount(system))
              : new OfFree(system);
    };
  }

  AccountId accountId();

  Currency currency();

  /** Refuses if the account may not send at all. */
  void requireSending();

  /** Refuses if the account may not receive at all. */
  void requireReceiving();

  /** What the entry takes out of the account, or the refusal. */
  Optional<AccountEvent> debit(EntryId entryId, Money amount);

  /** What the entry puts into the account, or the refusal. */
  Optional<AccountEvent> credit(EntryId entryId, Money amount);

  /** The guarded balance before the entry. */
  Optional<Money> posted();

  /** A wallet. */
  record OfWallet(Wallet.Open wallet) implements Party {
    @Override
    public AccountId accountId() {
      return wallet.walletId();
    }

    @Override
    public Currency currency() {
      return wallet.posted().currency();
    }

    @Override
    public void requireSending() {
      Wallet.requireSending(wallet);
    }

    @Override
    public void requireReceiving() {
      Wallet.requireReceiving(wallet);
    }

    @Override
    public Optional<AccountEvent> debit(EntryId entryId, Money amount) {
      return Optional.of(Wallet.debit(wallet, entryId, amount));
    }

    @Override
    public Optional<AccountEvent> credit(EntryId entryId, Money amount) {
      return Optional.of(Wallet.credit(wallet, entryId, amount));
    }

    @Override
    public Optional<Money> posted() {
      return Optional.of(wallet.posted());
    }
  }

  /**
   * A wallet that gets back what it had given for something that did not happen: a restriction set
   * in between does not keep it out.
   */
  record OfReturning(Wallet.Open wallet) implements Party {
    @Override
    public AccountId accountId() {
      return wallet.walletId();
    }

    @Override
    public Currency currency() {
      return wallet.posted().currency();
    }

    @Override
    public void requireSending() {
      throw new IllegalStateException(wallet.walletId() + " only gets back");
    }

    @Override
    public void requireReceiving() {}

    @Override
    public Optional<AccountEvent> debit(EntryId entryId, Money amount) {
      throw new IllegalStateException(wallet.walletId() + " only gets back");
    }

    @Override
    public Optional<AccountEvent> credit(EntryId entryId, Money amount) {
      return Optional.of(Wallet.giveBack(wallet, entryId, amount));
    }

    @Override
    public Optional<Money> posted() {
      return Optional.of(wallet.posted());
    }
  }

  /** A system account that may not fall below zero. */
  record OfGuarded(SystemAccount account) implements Party {
    @Override
    public AccountId accountId() {
      return account.accountId();
    }

    @Override
    public Currency currency() {
      return account.accountId().currency();
    }

    /** System accounts are never restricted. */
    @Override
    public void requireSending() {}

    @Override
    public void requireReceiving() {}

    @Override
    public Optional<AccountEvent> debit(EntryId entryId, Money amount) {
      return Optional.of(account.debit(entryId, amount));
    }

    @Override
    public Optional<AccountEvent> credit(EntryId entryId, Money amount) {
      return Optional.of(account.credit(entryId, amount));
    }

    @Override
    public Optional<Money> posted() {
      return Optional.of(account.posted());
    }
  }

  /** A system account without a floor: it has no state, and nothing of it is locked. */
  record OfFree(SystemAccountId accountId) implements Party {
    @Override
    public Currency currency() {
      return accountId.currency();
    }

    /** System accounts are never restricted. */
    @Override
    public void requireSending() {}

    @Override
    public void requireReceiving() {}

    @Override
    public Optional<AccountEvent> debit(EntryId entryId, Money amount) {
      return Optional.empty();
    }

    @Override
    public Optional<AccountEvent> credit(EntryId entryId, Money amount) {
      return Optional.empty();
    }

    @Override
    public Optional<Money> posted() {
      return Optional.empty();
    }
  }
}
