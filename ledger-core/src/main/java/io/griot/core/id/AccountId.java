package io.griot.core.id;

/** Names one account of the ledger, in one currency. */
public sealed interface AccountId extends Comparable<AccountId> permits WalletId, SystemAccountId {

  /** In the order of how they render. */
  @Override
  default int compareTo(AccountId other) {
    return toString().compareTo(other.toString());
  }

  /**
   * Reads an account as it renders itself.
   *
   * @throws IllegalArgumentException if the text names no account
   */
  static AccountId parse(String text) {
    return text.startsWith(WalletId.PREFIX) ? WalletId.parse(text) : SystemAccountId.parse(text);
  }
}
