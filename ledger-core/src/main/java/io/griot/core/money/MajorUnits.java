package io.griot.core.money;

import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * A positive amount as a client wrote it, in major units, before the account gives its currency.
 */
public record MajorUnits(BigDecimal value) {

  /** No amount is larger than this, in minor units of its currency. */
  public static final long LARGEST_MINOR_UNITS = 1_000_000_000_000_000L;

  public MajorUnits {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException("Not a positive amount: " + value);
    }
  }

  public static MajorUnits of(Money money) {
    return new MajorUnits(money.majorUnits());
  }

  /**
   * The exact amount in a currency.
   *
   * @throws Rejection AMOUNT_TOO_PRECISE or AMOUNT_TOO_LARGE
   */
  public Money in(Currency currency) {
    int decimals = currency.getDefaultFractionDigits();
    if (value.scale() > decimals && value.stripTrailingZeros().scale() > decimals) {
      throw new Rejection(
          RejectionCode.AMOUNT_TOO_PRECISE,
          "amount",
          "%s amounts have at most %d decimals.".formatted(currency, decimals));
    }
    // Compared before it is scaled: 1E+999999999 written out fills the memory.
    BigDecimal largest = BigDecimal.valueOf(LARGEST_MINOR_UNITS, decimals);
    if (value.compareTo(largest) > 0) {
      throw new Rejection(
          RejectionCode.AMOUNT_TOO_LARGE,
          "amount",
          "The largest amount is %s %s.".formatted(largest.toPlainString(), currency));
    }
    return new Money(value.movePointRight(decimals).longValueExact(), currency);
  }
}
