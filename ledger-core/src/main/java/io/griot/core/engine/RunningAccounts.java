package io.griot.core.engine;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.Accounts;
import io.griot.core.account.SystemAccount;
import io.griot.core.account.TentativeAccounts;
import io.griot.core.account.Wallet;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.JournalEvent.EntryPosted;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that handlers see: the aggregates, or what they would become while several commands
 * are decided of which all or none shall be carried out. One batch decides at a time.
 */
final class RunningAccounts implements Accounts {

  private final Accounts real;
  private @Nullable TentativeAccounts tentative;

  RunningAccounts(Accounts real) {
    this.real = real;
  }

  Accounts real() {
    return real;
  }

  TentativeAccounts beginTentative() {
    TentativeAccounts begun = new TentativeAccounts(real);
    tentative = begun;
    return begun;
  }

  void endTentative() {
    tentative = null;
  }

  @Override
  public Wallet wallet(WalletId walletId) {
    return current().wallet(walletId);
  }

  @Override
  public SystemAccount systemAccount(SystemAccountId accountId) {
    return current().systemAccount(accountId);
  }

  @Override
  public void open(OpenWallet command) {
    current().open(command);
  }

  @Override
  public void post(EntryPosted entry) {
    current().post(entry);
  }

  @Override
  public void apply(AccountEvent decided) {
    current().apply(decided);
  }

  private Accounts current() {
    return tentative == null ? real : tentative;
  }
}
