package io.griot.projection.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which of an entry's two times counts: when it was recorded, or when it takes effect. */
public enum TimeBasis {
  RECORDED,
  EFFECTIVE;

  /** The basis that clients write so. */
  public static Optional<TimeBasis> find(String text) {
    return Arrays.stream(values()).filter(basis -> basis.text().equals(text)).findFirst();
  }

  /** As clients write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
