package io.griot.core.money;

import java.math.BigDecimal;
import java.util.Currency;

/** An exact amount: minor units (cents, santims; francs as they are) of one ISO 4217 currency. */
public record Money(long minorUnits, Currency currency) implements Comparable<Money> {

  public Money {
    if (currency.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException(currency + " is no money: it has no minor unit");
    }
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * The sum.
   *
   * @throws ArithmeticException if it leaves the range of 64 bits
   * @throws IllegalArgumentException if the currencies differ
   */
  public Money plus(Money other) {
    return new Money(Math.addExact(minorUnits, inSameCurrency(other).minorUnits), currency);
  }

  /**
   * The difference.
   *
   * @throws ArithmeticException if it leaves the range of 64 bits
   * @throws IllegalArgumentException if the currencies differ
   */
  public Money minus(Money other) {
    return new Money(Math.subtractExact(minorUnits, inSameCurrency(other).minorUnits), currency);
  }

  public boolean isPositive() {
    return minorUnits > 0;
  }

  public boolean isNegative() {
    return minorUnits < 0;
  }

  /** The amount in major units, with the currency's number of decimals. */
  public BigDecimal majorUnits() {
    return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits());
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(minorUnits, inSameCurrency(other).minorUnits);
  }

  @Override
  public String toString() {
    return majorUnits().toPlainString() + " " + currency;
  }

  private Money inSameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(currency + " and " + other.currency + " do not add up");
    }
    return other;
  }
}
