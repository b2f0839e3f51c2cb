package io.griot.query.bill;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.griot.core.id.EntryId;
import io.griot.core.money.Money;
import io.griot.projection.bill.BillPaymentView;
import io.griot.query.reader.Reader;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment to a utility, amounts in major units and times in milliseconds.
 *
 * @param remarks and what follows: in the answer to one payment alone
 */
@Schema(name = "BillPayment")
record BillPaymentAnswer(
    UUID id,
    @Schema(example = "SENELEC/1061103482/5589110") String number,
    @Schema(example = "SENELEC") String utility,
    @Schema(example = "wizall") String provider,
    BigDecimal amount,
    String currency,
    @Schema(allowableValues = {"funded", "submitted", "unknown", "confirmed", "refunded"})
        String status,
    UUID wallet,
    @Schema(description = "Why it is unknown, or was refunded") @Nullable String reason,
    @Schema(description = "The provider's number of it") @Nullable String providerReference,
    Instant createdAt,
    @Schema(description = "Since when its outcome was unknown, if it ever was")
        @Nullable Instant unknownSince,
    @Nullable Instant endedAt,
    @Schema(description = "For how many seconds its outcome has been unknown; null if it is not")
        @Nullable Long age,
    @Schema(
            description = "Who has to say what became of it; null if it has ended",
            allowableValues = {"provider", "person"})
        @Nullable String waitsFor,
    @Schema(description = "What the provider said to the contrary afterwards; for the staff alone")
        @Nullable String contradiction,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String remarks,
    @Schema(description = "What the customer gets beside it, such as a meter's token")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Map<String, String> vouchers,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Transactions transactions,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Timings timings,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Attempt> attempts,
    @Schema(description = "The first step first") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<Step> steps) {

  private static final String STAFF = "staff";
  private static final String PERSON = "user:";

  /** The transactions of a payment, each null until there is one. */
  @Schema(name = "BillPaymentTransactions")
  record Transactions(
      @Schema(description = "From the payer to clearing") @Nullable UUID payment,
      @Schema(description = "From clearing to what is owed to the provider")
          @Nullable UUID settlement,
      @Schema(description = "From clearing back to the payer") @Nullable UUID refund) {}

  /** Milliseconds between the stages of a payment, each null until it has passed. */
  @Schema(name = "BillPaymentTimings")
  record Timings(
      @Schema(description = "From the request until the provider was called")
          @Nullable Long untilSubmitted,
      @Schema(description = "From then until it answered, or did not") @Nullable Long untilAnswered,
      @Schema(description = "For how long the outcome was unknown, until now if it is")
          @Nullable Long unknown,
      @Schema(description = "From the request until the end") @Nullable Long total) {}

  /**
   * A call of the provider.
   *
   * @param outcome how it ended: a step's kind
   */
  @Schema(name = "BillPaymentAttempt")
  record Attempt(
      UUID id,
      Instant submittedAt,
      @Nullable Instant answeredAt,
      @Schema(allowableValues = {"confirmed", "rejected", "not_sent", "outcome_unknown"})
          @Nullable String outcome,
      @Nullable Long milliseconds,
      @Schema(description = "What the provider had noted as paid before")
          @Nullable BigDecimal paidBefore) {}

  /**
   * Something that happened to it.
   *
   * @param by who made it happen; {@code staff} without a name for those who are not
   * @param milliseconds since the step before
   */
  @Schema(name = "BillPaymentStep")
  record Step(
      @Schema(
              allowableValues = {
                "requested",
                "funded",
                "submitted",
                "not_sent",
                "rejected",
                "outcome_unknown",
                "outcome_sought",
                "referred",
                "resolved",
                "confirmed",
                "settled",
                "refunded",
                "contradicted"
              })
          String kind,
      Instant at,
      @Schema(description = "What was found or decided, where that has a name")
          @Nullable String outcome,
      @Nullable String detail,
      @Nullable String by,
      long milliseconds) {}

  /** One of a list. */
  static BillPaymentAnswer of(BillPaymentView payment, Reader reader, Instant now) {
    return answer(payment, reader, now, null, null, null, null);
  }

  /** One alone, with all that happened to it. */
  static BillPaymentAnswer of(
      BillPaymentView payment,
      List<BillPaymentView.Step> happened,
      Reader reader,
      String actor,
      Instant now) {
    List<Attempt> attempts = attempts(payment, happened);
    return answer(
        payment,
        reader,
        now,
        new Transactions(
            uuid(payment.fundingId()), uuid(payment.settlementId()), uuid(payment.refundId())),
        timings(payment, attempts, now),
        attempts,
        steps(happened, reader, actor));
  }

  private static BillPaymentAnswer answer(
      BillPaymentView payment,
      Reader reader,
      Instant now,
      @Nullable Transactions transactions,
      @Nullable Timings timings,
      @Nullable List<Attempt> attempts,
      @Nullable List<Step> steps) {
    boolean alone = steps != null;
    Instant unknownSince = payment.unknownSince();
    return new BillPaymentAnswer(
        payment.paymentId().uuid(),
        payment.payee(),
        payment.utility().name(),
        payment.provider().text(),
        payment.amount().majorUnits(),
        payment.amount().currency().getCurrencyCode(),
        payment.statusText(),
        payment.walletId().uuid(),
        payment.reason(),
        payment.providerReference(),
        payment.requestedAt(),
        unknownSince,
        payment.endedAt(),
        payment.isUnknown() && unknownSince != null
            ? Math.max(0, Duration.between(unknownSince, now).toSeconds())
            : null,
        waitsFor(payment),
        reader.everything() ? payment.contradiction() : null,
        alone ? payment.remarks() : null,
        alone ? payment.vouchers() : null,
        transactions,
        timings,
        attempts,
        steps);
  }

  private static @Nullable String waitsFor(BillPaymentView payment) {
    if (payment.isEnded()) {
      return null;
    }
    return payment.referred() ? "person" : "provider";
  }

  /** It is called once at most. */
  private static List<Attempt> attempts(
      BillPaymentView payment, List<BillPaymentView.Step> happened) {
    Instant submittedAt = payment.submittedAt();
    if (payment.attemptId() == null || submittedAt == null) {
      return List.of();
    }
    BillPaymentView.Step answer =
        happened.stream().filter(step -> step.kind().isAnswer()).findFirst().orElse(null);
    Money paidBefore = payment.paidBefore();
    return List.of(
        new Attempt(
            payment.attemptId().uuid(),
            submittedAt,
            answer == null ? null : answer.at(),
            answer == null ? null : answer.kind().text(),
            answer == null ? null : milliseconds(submittedAt, answer.at()),
            paidBefore == null ? null : paidBefore.majorUnits()));
  }

  private static Timings timings(BillPaymentView payment, List<Attempt> attempts, Instant now) {
    Instant ended = payment.endedAt();
    Instant submitted = payment.submittedAt();
    Instant unknownSince = payment.unknownSince();
    return new Timings(
        submitted == null ? null : milliseconds(payment.requestedAt(), submitted),
        attempts.isEmpty() ? null : attempts.getFirst().milliseconds(),
        unknownSince == null ? null : milliseconds(unknownSince, ended == null ? now : ended),
        ended == null ? null : milliseconds(payment.requestedAt(), ended));
  }

  private static List<Step> steps(
      List<BillPaymentView.Step> happened, Reader reader, String actor) {
    List<Step> steps = new ArrayList<>();
    Instant before = happened.isEmpty() ? Instant.EPOCH : happened.getFirst().at();
    for (BillPaymentView.Step step : happened) {
      steps.add(
          new Step(
              step.kind().text(),
              step.at(),
              step.outcome(),
              step.detail(),
              by(step, reader, actor),
              milliseconds(before, step.at())));
      before = step.at();
    }
    return steps;
  }

  /** Who of the staff worked on it is not the payer's to know. */
  private static @Nullable String by(BillPaymentView.Step step, Reader reader, String actor) {
    String by = step.actor();
    boolean hidden =
        by != null && by.startsWith(PERSON) && !reader.everything() && !by.equals(actor);
    return hidden ? STAFF : by;
  }

  private static long milliseconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis());
  }

  private static @Nullable UUID uuid(@Nullable EntryId entryId) {
    return entryId == null ? null : entryId.uuid();
  }
}
