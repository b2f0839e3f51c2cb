package io.griot.identity.person;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of one field.
 *
 * @param isMade false leaves it as it is
 * @param value null clears it
 */
public record Change<T>(boolean isMade, @Nullable T value) {

  public static <T> Change<T> none() {
    return new Change<>(false, null);
  }

  public static <T> Change<T> to(@Nullable T value) {
    return new Change<>(true, value);
  }
}
