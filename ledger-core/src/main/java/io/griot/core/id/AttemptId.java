package io.griot.core.id;

import java.util.UUID;

/** Names one call of a provider that may move money there; rendered as {@code attempt:<uuid>}. */
public record AttemptId(UUID uuid) {

  private static final String PREFIX = "attempt:";

  /**
   * Reads an identifier as it renders itself.
   *
   * @throws IllegalArgumentException if the text names no attempt
   */
  public static AttemptId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("Not an attempt: " + text);
    }
    return new AttemptId(Uuids.parse(text.substring(PREFIX.length())));
  }

  @Override
  public String toString() {
    return PREFIX + uuid;
  }
}
