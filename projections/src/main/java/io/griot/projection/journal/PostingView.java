package io.griot.projection.journal;

import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.journal.Side;
import io.griot.core.money.Money;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;

/**
 * One leg of an entry, and the balance that it left.
 *
 * @param line the leg's number in its entry, from 1
 * @param balanceMinorUnits the account's credits less debits, up to and with this posting
 * @param asOf from when on the account held that balance: not before its posting before this one
 */
public record PostingView(
    long position,
    int line,
    EntryId entryId,
    AccountId account,
    Side side,
    Money amount,
    BigInteger balanceMinorUnits,
    Instant recordedAt,
    Instant effectiveAt,
    Instant asOf) {

  /** The side as clients write it. */
  public String sideText() {
    return side.name().toLowerCase(Locale.ROOT);
  }
}
