package io.griot.command.approval;

import io.griot.core.Answer;
import io.griot.core.approval.ApprovalReceipt;
import io.griot.core.approval.Measure;
import io.griot.wire.LedgerAnswers;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** What was asked for and not done, since a second admin has to agree. */
public record WaitingApproval(
    @Schema(description = "Of the approval") UUID id,
    @Schema(allowableValues = "waiting") String status,
    String detail,
    @Schema(
            allowableValues = {
              "refund",
              "dispute_refund",
              "reversal",
              "restriction",
              "unrestriction"
            })
        String kind,
    @Schema(description = "What would be given back") @Nullable UUID transaction,
    @Schema(description = "What would be restricted or not") @Nullable UUID wallet,
    @Schema(description = "What moves, or what the wallet has") BigDecimal amount,
    String currency,
    @Schema(description = "Whether the house would pay") boolean fromSuspense,
    String remarks) {

  /** The answer 202, if the ledger let the request wait. */
  public static ResponseEntity<WaitingApproval> answer(
      Answer.Accepted accepted, ApprovalReceipt receipt) {
    Measure measure = receipt.measure();
    return ResponseEntity.accepted()
        .headers(LedgerAnswers.headers(accepted))
        .body(
            new WaitingApproval(
                receipt.approvalId().uuid(),
                receipt.status().text(),
                "This is above the threshold: another admin has to approve it.",
                measure.kind(),
                transaction(measure),
                wallet(measure),
                measure.amount().majorUnits(),
                measure.amount().currency().getCurrencyCode(),
                measure.paidBySuspense(),
                measure.remarks()));
  }

  static @Nullable UUID transaction(Measure measure) {
    return switch (measure) {
      case Measure.Refund refund -> refund.original().uuid();
      case Measure.DisputeRefund refund -> refund.original().uuid();
      case Measure.Reversal reversal -> reversal.original().uuid();
      case Measure.Restriction _, Measure.Unrestriction _ -> null;
    };
  }

  static @Nullable UUID wallet(Measure measure) {
    return switch (measure) {
      case Measure.Restriction restriction -> restriction.walletId().uuid();
      case Measure.Unrestriction unrestriction -> unrestriction.walletId().uuid();
      case Measure.Refund _, Measure.DisputeRefund _, Measure.Reversal _ -> null;
    };
  }
}
