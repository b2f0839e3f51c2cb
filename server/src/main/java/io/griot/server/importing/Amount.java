package io.griot.server.importing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as files have them. */
final class Amount {

  // A number of few characters can have a billion digits: 1E+999999999.
  private static final int LONGEST = 64;
  private static final int MOST_DIGITS = 30;

  private Amount() {}

  static BigDecimal read(String column, String text) throws MalformedRow {
    if (text.length() > LONGEST) {
      throw new MalformedRow("has " + text.length() + " characters in " + column);
    }
    try {
      BigDecimal value = new BigDecimal(text);
      if (value.signum() == 0) {
        return BigDecimal.ZERO;
      }
      BigDecimal plain = value.stripTrailingZeros();
      if (plain.scale() > MOST_DIGITS || (long) plain.precision() - plain.scale() > MOST_DIGITS) {
        throw new MalformedRow("has more than " + MOST_DIGITS + " digits in " + column);
      }
      return plain;
    } catch (NumberFormatException e) {
      throw new MalformedRow("has \"" + text + "\" as " + column + ", which is not a number");
    }
  }

  /** To the two decimals of the currency of every PaySim account. */
  static BigDecimal roundedOpening(BigDecimal balance) {
    return balance.signum() <= 0 ? BigDecimal.ZERO : balance.setScale(2, RoundingMode.HALF_UP);
  }
}
