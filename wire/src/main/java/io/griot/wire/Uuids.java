package io.griot.wire;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads UUIDs in their one spelling of 36 characters. */
public final class Uuids {

  private static final Pattern SPELLING =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final int LINE_BITS = 12;

  private Uuids() {}

  /**
   * A UUIDv7 of its own for a row of an answer that has no identifier but its place in the log.
   *
   * @param line below 4096
   */
  public static UUID ordered(Instant recordedAt, int line, long position) {
    if (line < 0 || line >= 1 << LINE_BITS) {
      throw new IllegalArgumentException("No room for line " + line);
    }
    return new UUID(recordedAt.toEpochMilli() << 16 | VERSION_7 | line, VARIANT | position);
  }

  public static Optional<UUID> find(String text) {
    return SPELLING.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
