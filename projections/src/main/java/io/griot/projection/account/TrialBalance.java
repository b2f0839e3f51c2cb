package io.griot.projection.account;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every account at one moment.
 *
 * @param accounts in the order of their names
 */
public record TrialBalance(List<AccountView> accounts) {

  /** The sum of all balances of each currency in minor units: zero, or the ledger is broken. */
  public Map<Currency, BigInteger> sumsMinorUnits() {
    Map<Currency, BigInteger> sums = new TreeMap<>(Comparator.comparing(Currency::getCurrencyCode));
    for (AccountView account : accounts) {
      sums.merge(account.currency(), account.postedMinorUnits(), BigInteger::add);
    }
    return sums;
  }

  /** True if the balances of each currency add up to zero. */
  public boolean isBalanced() {
    return sumsMinorUnits().values().stream().allMatch(sum -> sum.signum() == 0);
  }
}
