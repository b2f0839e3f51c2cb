package io.griot.core.account;

import io.griot.core.Receipt;
import io.griot.core.id.WalletId;

/** The wallet that a command opened or changed, or found as it was asked to be. */
public record WalletReceipt(WalletId walletId, Change change) implements Receipt {

  /** Whether the command changed anything. */
  public enum Change {
    MADE,
    NONE
  }
}
