package io.griot.query.journal;

import io.griot.core.money.Money;
import io.griot.projection.journal.StatementLine;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A statement as it reads when it has arrived whole, amounts in major units. */
@Schema(name = "Statement")
record StatementAnswer(
    UUID wallet,
    String currency,
    @Nullable Instant from,
    Instant to,
    @Schema(allowableValues = {"recorded", "effective"}) String basis,
    @Schema(description = "Nothing behind this position of the log is in it") long position,
    BigDecimal openingBalance,
    List<Line> postings,
    BigDecimal debits,
    BigDecimal credits,
    BigDecimal closingBalance) {

  /**
   * One posting.
   *
   * @param side {@code debit} or {@code credit}
   * @param counterparty the account on the other side
   * @param balance with it, in the statement's order
   */
  @Schema(name = "StatementPosting")
  record Line(
      UUID transaction,
      String kind,
      Instant createdAt,
      Instant effectiveAt,
      String counterparty,
      String remarks,
      @Schema(allowableValues = {"debit", "credit"}) String side,
      BigDecimal amount,
      BigDecimal balance) {

    static Line of(StatementLine line) {
      Money amount = line.amount();
      return new Line(
          line.entryId().uuid(),
          line.kindText(),
          line.recordedAt(),
          line.effectiveAt(),
          line.counterparty().toString(),
          line.remarks(),
          line.sideText(),
          amount.majorUnits(),
          majorUnits(line.balanceMinorUnits(), amount.currency()));
    }
  }

  static BigDecimal majorUnits(BigInteger minorUnits, Currency currency) {
    return new BigDecimal(minorUnits, currency.getDefaultFractionDigits());
  }
}
