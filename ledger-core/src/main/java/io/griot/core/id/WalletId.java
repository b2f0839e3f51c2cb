package io.griot.core.id;

import java.util.UUID;

/** Names a wallet; rendered as {@code wallet:<uuid>}. */
public record WalletId(UUID uuid) implements AccountId {

  static final String PREFIX = "wallet:";

  /**
   * Reads an identifier as it renders itself.
   *
   * @throws IllegalArgumentException if the text names no wallet
   */
  public static WalletId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("Not a wallet: " + text);
    }
    return new WalletId(Uuids.parse(text.substring(PREFIX.length())));
  }

  @Override
  public String toString() {
    return PREFIX + uuid;
  }
}
