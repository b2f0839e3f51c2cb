package io.griot.core.id;

import java.util.UUID;

/** Names a hold on a wallet's money; rendered as {@code hold:<uuid>}. */
public record HoldId(UUID uuid) {

  private static final String PREFIX = "hold:";

  /**
   * Reads an identifier as it renders itself.
   *
   * @throws IllegalArgumentException if the text names no hold
   */
  public static HoldId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("Not a hold: " + text);
    }
    return new HoldId(Uuids.parse(text.substring(PREFIX.length())));
  }

  @Override
  public String toString() {
    return PREFIX + uuid;
  }
}
