package io.griot.connector.reading;

import io.griot.core.money.MajorUnits;
import io.griot.core.money.Money;
import io.griot.core.utility.Payee;
import java.math.BigDecimal;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what providers write, and refuses what could be read in two ways. */
public final class Reading {

  // No exponents, no marks between thousands.
  private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,16}(\\.[0-9]{1,10})?");

  private static final List<DateTimeFormatter> DATES =
      List.of(
          strict("uuuu-MM-dd[ HH:mm:ss]"),
          strict("dd/MM/uuuu[ HH:mm:ss]"),
          strict("dd-MM-uuuu[ HH:mm:ss]"));

  private Reading() {}

  /** Without the blanks around it; null if nothing is left. */
  public static @Nullable String text(@Nullable String written) {
    String text = written == null ? "" : written.strip();
    return text.isEmpty() ? null : text;
  }

  /**
   * A reference that may stand in a {@link Payee}.
   *
   * @throws Unreadable if it is none
   */
  public static String reference(String field, @Nullable String written) throws Unreadable {
    String text = text(written);
    if (text == null || !isReference(text)) {
      throw new Unreadable(field);
    }
    return text;
  }

  /** Whether it may stand in a {@link Payee} and in the path of a request. */
  public static boolean isReference(String text) {
    return Payee.isReference(text) && !text.equals(".") && !text.equals("..");
  }

  /**
   * An amount in major units, exactly; it may be zero or less.
   *
   * @throws Unreadable if it is missing, too large, or has more decimals than the currency
   */
  public static Money amount(String field, @Nullable String written, Currency currency)
      throws Unreadable {
    String text = text(written);
    if (text == null || !AMOUNT.matcher(text).matches()) {
      throw new Unreadable(field);
    }
    BigDecimal units = new BigDecimal(text).movePointRight(currency.getDefaultFractionDigits());
    if (units.stripTrailingZeros().scale() > 0
        || units.abs().compareTo(BigDecimal.valueOf(MajorUnits.LARGEST_MINOR_UNITS)) > 0) {
      throw new Unreadable(field);
    }
    return new Money(units.longValueExact(), currency);
  }

  /** An amount as the documents write it: {@code 18590}, {@code 17865.57}. */
  public static String written(Money amount) {
    BigDecimal units = amount.majorUnits();
    BigDecimal shortest = units.stripTrailingZeros();
    return (shortest.scale() <= 0 ? shortest : units).toPlainString();
  }

  /** A day in one of the known spellings; null if it is missing or in another. */
  public static @Nullable LocalDate date(@Nullable String written) {
    String text = text(written);
    if (text == null) {
      return null;
    }
    for (DateTimeFormatter format : DATES) {
      ParsePosition start = new ParsePosition(0);
      TemporalAccessor read = format.parseUnresolved(text, start);
      if (read != null && start.getIndex() == text.length()) {
        return day(format, text);
      }
    }
    return null;
  }

  private static @Nullable LocalDate day(DateTimeFormatter format, String text) {
    try {
      return LocalDate.parse(text, format);
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
