package io.griot.core.id;

/** Names one account of the ledger, in one currency. */
public sealed interface AccountId permits WalletId, SystemAccountId {

  /**
   * Reads an account as it renders itself.
   *
   * @throws IllegalArgumentException if the text names no account
   */
  static AccountId parse(String text) {
    return text.startsWith(WalletId.PREFIX) ? WalletId.parse(text) : SystemAccountId.parse(text);
  }
}
