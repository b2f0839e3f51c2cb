package io.griot.query.approval;

import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.projection.approval.ApprovalView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one admin asked for and how another decided, as clients know it. */
@Schema(name = "Approval")
record ApprovalAnswer(
    UUID id,
    @Schema(
            allowableValues = {
              "refund",
              "dispute_refund",
              "reversal",
              "restriction",
              "unrestriction"
            })
        String kind,
    @Schema(allowableValues = {"waiting", "granted", "declined"}) String status,
    @Schema(description = "What would be, or is, given back") @Nullable UUID transaction,
    @Schema(description = "What would be, or is, restricted or not") @Nullable UUID wallet,
    @Schema(description = "What moves, or what the wallet had when it was asked for")
        BigDecimal amount,
    String currency,
    @Schema(description = "Whether the house would pay, or pays") boolean fromSuspense,
    String remarks,
    @Schema(description = "The admin who asked") @Nullable UUID requestedBy,
    Instant createdAt,
    @Schema(description = "The admin who decided") @Nullable UUID decidedBy,
    @Schema(description = "What that admin wrote") @Nullable String decisionRemarks,
    @Nullable Instant decidedAt,
    @Schema(description = "The transaction that gives it back") @Nullable UUID correction) {

  static ApprovalAnswer of(ApprovalView approval) {
    String subject = approval.subject();
    boolean ofEntry = subject.startsWith("entry:");
    return new ApprovalAnswer(
        approval.approvalId().uuid(),
        approval.kind(),
        approval.status(),
        ofEntry ? EntryId.parse(subject).uuid() : null,
        ofEntry ? null : WalletId.parse(subject).uuid(),
        approval.amount().majorUnits(),
        approval.amount().currency().getCurrencyCode(),
        approval.fromSuspense(),
        approval.remarks(),
        person(approval.requestedBy()),
        approval.requestedAt(),
        person(approval.decidedBy()),
        approval.decisionRemarks(),
        approval.decidedAt(),
        approval.entryId() == null ? null : approval.entryId().uuid());
  }

  private static @Nullable UUID person(@Nullable Owner owner) {
    return owner instanceof Owner.User(UUID person) ? person : null;
  }
}
