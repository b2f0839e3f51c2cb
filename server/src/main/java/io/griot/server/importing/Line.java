package io.griot.server.importing;

import org.jspecify.annotations.Nullable;

/**
 * A line of a file.
 *
 * @param number from 1
 * @param text null if it cannot be read
 * @param fault why not
 * @param endByte where the next line starts
 */
record Line(long number, @Nullable String text, @Nullable String fault, long endByte) {

  boolean isBlank() {
    return text != null && text.isBlank();
  }
}
