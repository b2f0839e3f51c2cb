package io.griot.core.id;

import java.util.UUID;

/** Reads UUIDs strictly: the JDK takes {@code 1-1-1-1-1} for one, which renders differently. */
final class Uuids {

  private Uuids() {}

  static UUID parse(String text) {
    UUID uuid = UUID.fromString(text);
    if (!uuid.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("Not a UUID: " + text);
    }
    return uuid;
  }
}
