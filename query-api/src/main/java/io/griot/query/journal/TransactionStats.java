package io.griot.query.journal;

import io.griot.core.id.AccountId;
import io.griot.projection.journal.EntryView;
import io.griot.projection.journal.PostingView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that the ledger knows of a transaction.
 *
 * @param position its place in the log
 * @param seal of the commit that holds it; null until it is sealed
 */
@Schema(name = "TransactionStats")
record TransactionStats(
    UUID id,
    String kind,
    String status,
    BigDecimal amount,
    String currency,
    String remarks,
    Instant createdAt,
    Instant effectiveAt,
    long position,
    List<Leg> postings,
    @Schema(description = "What was given back, by refunds or a reversal")
        BigDecimal refundedAmount,
    @Schema(description = "The transaction that it gives back itself") @Nullable UUID corrects,
    List<Refund> refunds,
    @Nullable Map<String, Object> seal) {

  /**
   * One posting.
   *
   * @param side {@code debit} or {@code credit}
   * @param balanceAfter null if the account is not the caller's to read
   */
  @Schema(name = "TransactionPosting")
  record Leg(
      String account,
      @Nullable UUID wallet,
      String side,
      BigDecimal amount,
      String currency,
      @Nullable BigDecimal balanceAfter) {}

  /** An entry that gave some of it back, or all. */
  @Schema(name = "TransactionRefund")
  record Refund(UUID id, String kind, BigDecimal amount, String remarks, Instant createdAt) {

    static Refund of(EntryView refund) {
      return new Refund(
          refund.entryId().uuid(),
          refund.kindText(),
          refund.amount().majorUnits(),
          refund.remarks(),
          refund.recordedAt());
    }
  }

  static TransactionStats of(
      EntryView entry,
      List<PostingView> postings,
      List<EntryView> refunds,
      Predicate<AccountId> showBalance) {
    return new TransactionStats(
        entry.entryId().uuid(),
        entry.kindText(),
        entry.status().text(),
        entry.amount().majorUnits(),
        entry.amount().currency().getCurrencyCode(),
        entry.remarks(),
        entry.recordedAt(),
        entry.effectiveAt(),
        entry.position(),
        postings.stream()
            .map(posting -> leg(posting, showBalance.test(posting.account())))
            .toList(),
        entry.refunded().majorUnits(),
        entry.corrects() == null ? null : entry.corrects().uuid(),
        refunds.stream().map(Refund::of).toList(),
        null);
  }

  private static Leg leg(PostingView posting, boolean showBalance) {
    return new Leg(
        posting.account().toString(),
        TransactionAnswer.wallet(posting.account()),
        posting.sideText(),
        posting.amount().majorUnits(),
        posting.amount().currency().getCurrencyCode(),
        showBalance
            ? new BigDecimal(
                posting.balanceMinorUnits(), posting.amount().currency().getDefaultFractionDigits())
            : null);
  }
}
