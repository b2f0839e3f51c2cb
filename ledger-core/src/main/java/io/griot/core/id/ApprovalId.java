package io.griot.core.id;

import java.util.UUID;

/** Names what waits for a second person; rendered as {@code approval:<uuid>}. */
public record ApprovalId(UUID uuid) {

  private static final String PREFIX = "approval:";

  /**
   * Reads an identifier as it renders itself.
   *
   * @throws IllegalArgumentException if the text names no approval
   */
  public static ApprovalId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("Not an approval: " + text);
    }
    return new ApprovalId(Uuids.parse(text.substring(PREFIX.length())));
  }

  @Override
  public String toString() {
    return PREFIX + uuid;
  }
}
