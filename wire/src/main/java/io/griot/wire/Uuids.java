package io.griot.wire;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads UUIDs in their one spelling of 36 characters. */
public final class Uuids {

  private static final Pattern SPELLING =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Uuids() {}

  public static Optional<UUID> find(String text) {
    return SPELLING.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
