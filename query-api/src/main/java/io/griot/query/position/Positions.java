package io.griot.query.position;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads positions of the log, the keys of lists. */
public final class Positions {

  private static final Pattern SPELLING = Pattern.compile("\\d{1,18}");

  private Positions() {}

  public static Optional<Long> find(String text) {
    return SPELLING.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
