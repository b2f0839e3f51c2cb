package io.griot.core.id;

import java.util.UUID;

/** Names a journal entry; rendered as {@code entry:<uuid>}. */
public record EntryId(UUID uuid) {

  private static final String PREFIX = "entry:";

  /**
   * Reads an identifier as it renders itself.
   *
   * @throws IllegalArgumentException if the text names no entry
   */
  public static EntryId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("Not a journal entry: " + text);
    }
    return new EntryId(Uuids.parse(text.substring(PREFIX.length())));
  }

  @Override
  public String toString() {
    return PREFIX + uuid;
  }
}
