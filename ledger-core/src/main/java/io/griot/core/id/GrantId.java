package io.griot.core.id;

import java.util.UUID;

/** Names a grant to an enterprise; rendered as {@code grant:<uuid>}. */
public record GrantId(UUID uuid) {

  private static final String PREFIX = "grant:";

  /**
   * Reads an identifier as it renders itself.
   *
   * @throws IllegalArgumentException if the text names no grant
   */
  public static GrantId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("Not a grant: " + text);
    }
    return new GrantId(Uuids.parse(text.substring(PREFIX.length())));
  }

  @Override
  public String toString() {
    return PREFIX + uuid;
  }
}
