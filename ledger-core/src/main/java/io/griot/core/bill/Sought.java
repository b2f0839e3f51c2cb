package io.griot.core.bill;

import java.util.Locale;

/** What a provider said when it was asked whether it had carried out a payment. */
public enum Sought {
  /** It shows the bill as unpaid still: its effect may yet come. */
  UNPAID,
  /** It did not answer, or nothing that can be read. */
  NO_ANSWER,
  /** It shows something else than either. */
  UNCLEAR;

  /** As it is written on the wire: {@code no_answer}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
