package io.griot.core.account;

import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.JournalEvent.EntryPosted;

/**
 * Port: the guarded accounts of the running command, read to decide and then written.
 *
 * <p>What is written is seen by the next read of the same command and of those after it.
 */
public interface Accounts {

  /** The wallet's state, {@code Unopened} if there is none. */
  Wallet wallet(WalletId walletId);

  /** The state of a system account that may not fall below zero. */
  SystemAccount systemAccount(SystemAccountId accountId);

  /** Opens a wallet that is not open. */
  void open(OpenWallet command);

  /** Posts an entry on its own stream. */
  void post(EntryPosted entry);

  /** Applies what was decided for an account that was read before. */
  void apply(AccountEvent decided);
}
