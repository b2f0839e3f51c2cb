package io.griot.wire;

import org.jspecify.annotations.Nullable;

/**
 * What a request gave for one field. It may be read once {@link Fields#check()} has found nothing
 * wrong.
 */
public final class Given<T> {

  private final String field;
  private final @Nullable T value;

  Given(String field, @Nullable T value) {
    this.field = field;
    this.value = value;
  }

  /** The value of a required field. */
  public T get() {
    if (value == null) {
      throw new IllegalStateException("Read before the check: " + field);
    }
    return value;
  }

  /** The value, or null if the request had none. */
  public @Nullable T orNull() {
    return value;
  }

  public T orElse(T other) {
    return value == null ? other : value;
  }

  public boolean isGiven() {
    return value != null;
  }
}
