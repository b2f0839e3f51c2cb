package io.griot.core.id;

import java.util.UUID;

/** Names a dispute over an entry; rendered as {@code dispute:<uuid>}. */
public record DisputeId(UUID uuid) {

  private static final String PREFIX = "dispute:";

  /**
   * Reads an identifier as it renders itself.
   *
   * @throws IllegalArgumentException if the text names no dispute
   */
  public static DisputeId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("Not a dispute: " + text);
    }
    return new DisputeId(Uuids.parse(text.substring(PREFIX.length())));
  }

  /**
   * The name under which a wallet keeps what the dispute froze. No hold of that name is ever
   * placed, so nobody can settle, void or expire it.
   */
  public HoldId freeze() {
    return new HoldId(uuid);
  }

  @Override
  public String toString() {
    return PREFIX + uuid;
  }
}
