package io.griot.core.journal;

import io.griot.core.id.AccountId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.money.Money;

/** One leg of a journal entry: a positive amount on one side of an account. */
public record Posting(AccountId account, Side side, Money amount) {

  public Posting {
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("A posting of " + amount + " to " + account);
    }
    if (account instanceof SystemAccountId system && !system.currency().equals(amount.currency())) {
      throw new IllegalArgumentException("A posting of " + amount + " to " + account);
    }
  }

  public static Posting debit(AccountId account, Money amount) {
    return new Posting(account, Side.DEBIT, amount);
  }

  public static Posting credit(AccountId account, Money amount) {
    return new Posting(account, Side.CREDIT, amount);
  }

  /** What the posting adds to the account's balance, in minor units: credits less debits. */
  public long changeMinorUnits() {
    return switch (side) {
      case DEBIT -> -amount.minorUnits();
      case CREDIT -> amount.minorUnits();
    };
  }
}
