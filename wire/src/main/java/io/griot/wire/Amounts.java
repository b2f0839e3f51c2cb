package io.griot.wire;

import io.griot.core.money.MajorUnits;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads amounts in major units, exactly as they are spelled. */
final class Amounts {

  private static final int LONGEST = 40;
  private static final Pattern PLAIN = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern EXPONENT = Pattern.compile("[+-]?\\d+(\\.\\d+)?[eE][+-]?\\d+");

  /** Of a currency without decimals; the ledger knows the others. */
  private static final BigDecimal LARGEST = BigDecimal.valueOf(MajorUnits.LARGEST_MINOR_UNITS);

  private Amounts() {}

  /** What is wrong with the spelling, or null if it is an amount. */
  static @Nullable FieldFault fault(String field, String spelling, BigDecimal least) {
    String shown = Shown.cut(spelling);
    String wanted = wanted(least);
    if (EXPONENT.matcher(spelling).matches()) {
      return FieldFault.invalid(field, shown + " has an exponent; write it out, as 1000 or 10.50");
    }
    if (!PLAIN.matcher(spelling).matches()) {
      return FieldFault.invalid(
          field, Shown.quoted(spelling) + " is not an amount; " + wanted + ", as 10 or 10.50");
    }
    if (spelling.length() > LONGEST) {
      return new FieldFault(
          field,
          "AMOUNT_TOO_LARGE",
          "is %d characters long; an amount has at most %d".formatted(spelling.length(), LONGEST));
    }
    BigDecimal amount = new BigDecimal(spelling);
    if (amount.signum() <= 0) {
      return new FieldFault(field, "AMOUNT_NOT_POSITIVE", shown + " is not positive; " + wanted);
    }
    if (amount.compareTo(least) < 0) {
      return new FieldFault(field, "AMOUNT_TOO_SMALL", shown + " is too small; " + wanted);
    }
    if (amount.compareTo(LARGEST) > 0) {
      return new FieldFault(
          field,
          "AMOUNT_TOO_LARGE",
          shown + " is too large; the largest amount is 10^15 minor units of its currency");
    }
    return null;
  }

  static String wanted(BigDecimal least) {
    return least.signum() > 0
        ? "send an amount of at least " + least.toPlainString()
        : "send an amount above zero";
  }
}
