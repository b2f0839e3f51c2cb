package io.griot.core.account;

import io.griot.core.id.WalletId;
import java.util.Optional;

/**
 * Port: the names under which others know wallets, each unique, claimed in the command's commit.
 */
public interface ExternalReferences {

  Optional<WalletId> find(String externalReference);

  /**
   * Gives a free reference to a wallet; a reference taken meanwhile makes the command run again.
   */
  void claim(String externalReference, WalletId walletId);
}
