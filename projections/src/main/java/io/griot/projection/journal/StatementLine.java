package io.griot.projection.journal;

import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.Side;
import io.griot.core.money.Money;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;

/**
 * A posting on a statement.
 *
 * @param counterparty the account on the entry's other side
 * @param balanceMinorUnits what the account held with it, in the statement's order
 */
public record StatementLine(
    long position,
    EntryId entryId,
    EntryKind kind,
    AccountId counterparty,
    String remarks,
    Side side,
    Money amount,
    BigInteger balanceMinorUnits,
    Instant recordedAt,
    Instant effectiveAt) {

  /** What it adds to the balance, in minor units. */
  public BigInteger changeMinorUnits() {
    BigInteger change = BigInteger.valueOf(amount.minorUnits());
    return isCredit() ? change : change.negate();
  }

  /** Whether it adds to the balance, and does not take from it. */
  public boolean isCredit() {
    return side == Side.CREDIT;
  }

  /** The kind as clients write it. */
  public String kindText() {
    return kind.text();
  }

  /** The side as clients write it. */
  public String sideText() {
    return side.name().toLowerCase(Locale.ROOT);
  }

  StatementLine withBalance(BigInteger minorUnits) {
    return new StatementLine(
        position,
        entryId,
        kind,
        counterparty,
        remarks,
        side,
        amount,
        minorUnits,
        recordedAt,
        effectiveAt);
  }
}
