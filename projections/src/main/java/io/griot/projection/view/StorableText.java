package io.griot.projection.view;

import org.jspecify.annotations.Nullable;

/** Text as PostgreSQL can store it. */
public final class StorableText {

  private StorableText() {}

  /** The text without the character NUL, which PostgreSQL refuses. */
  public static @Nullable String ofNullable(@Nullable Object text) {
    return text == null ? null : of(text.toString());
  }

  /** The text without the character NUL, which PostgreSQL refuses. */
  public static String of(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
