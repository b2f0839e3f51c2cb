package io.griot.core.account;

import static io.griot.core.RejectionCode.BALANCE_TOO_LARGE;
import static io.griot.core.RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS;

import io.griot.core.Rejection;
import io.griot.core.account.AccountEvent.SystemAccountCredited;
import io.griot.core.account.AccountEvent.SystemAccountDebited;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.id.EntryId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.money.Money;

/**
 * State and rules of a system account that may not fall below zero: it opens itself at the first
 * credit.
 */
public record SystemAccount(SystemAccountId accountId, Money posted) {

  /** The account before anything was posted to it. */
  public static SystemAccount unused(SystemAccountId accountId) {
    return new SystemAccount(accountId, Money.zero(accountId.currency()));
  }

  /**
   * Decides whether an entry may take money out of the account.
   *
   * @throws Rejection INSUFFICIENT_AVAILABLE_FUNDS
   */
  public SystemAccountDebited debit(EntryId entryId, Money amount) {
    if (posted.compareTo(amount) < 0) {
      throw new Rejection(
          INSUFFICIENT_AVAILABLE_FUNDS,
          "amount",
          "%s has %s available, %s is needed.".formatted(accountId, posted, amount));
    }
    return new SystemAccountDebited(accountId, entryId, amount);
  }

  /**
   * Decides whether an entry may put money into the account.
   *
   * @throws Rejection BALANCE_TOO_LARGE
   */
  public SystemAccountCredited credit(EntryId entryId, Money amount) {
    if (posted.minorUnits() > Long.MAX_VALUE - amount.minorUnits()) {
      throw new Rejection(BALANCE_TOO_LARGE, "amount", accountId + " cannot hold that much.");
    }
    return new SystemAccountCredited(accountId, entryId, amount);
  }

  /** The account after an event. */
  public SystemAccount evolve(SystemAccountEvent event) {
    return switch (event) {
      case SystemAccountDebited debited ->
          new SystemAccount(accountId, posted.minus(debited.amount()));
      case SystemAccountCredited credited ->
          new SystemAccount(accountId, posted.plus(credited.amount()));
    };
  }
}
