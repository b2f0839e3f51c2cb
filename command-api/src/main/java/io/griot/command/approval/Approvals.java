package io.griot.command.approval;

import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.approval.ApprovalCommand;
import io.griot.core.approval.ApprovalCommand.Approve;
import io.griot.core.approval.ApprovalCommand.Decline;
import io.griot.core.approval.ApprovalReceipt;
import io.griot.core.approval.Measure;
import io.griot.core.id.ApprovalId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.identity.access.Principal;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.person.Role;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
import io.griot.wire.Idempotency;
import io.griot.wire.JsonBody;
import io.griot.wire.LedgerAnswers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Decides on what another admin asked for. */
@RestController
@Tag(name = "platform-admin")
class Approvals {

  private static final int LONGEST_REMARKS = 255;

  /** What the rules of what is approved refuse is refused of the approval. */
  private static final Map<String, String> WIRE_NAMES =
      Map.of(
          "approval",
          "id",
          "transaction",
          "id",
          "wallet",
          "id",
          "from",
          "id",
          "to",
          "id",
          "amount",
          "id");

  private final Ledger ledger;
  private final OrderedIds ids;

  Approvals(Ledger ledger, OrderedIds ids) {
    this.ledger = ledger;
    this.ids = ids;
  }

  /** What deciding takes. */
  record ToDecide(@Schema(maxLength = LONGEST_REMARKS) @Nullable String remarks) {}

  /** What was decided. */
  record DecidedApproval(
      UUID id,
      @Schema(allowableValues = {"granted", "declined"}) String status,
      @Schema(
              allowableValues = {
                "refund",
                "dispute_refund",
                "reversal",
                "restriction",
                "unrestriction"
              })
          String kind,
      @Schema(description = "What is given back") @Nullable UUID transaction,
      @Schema(description = "What is restricted or not") @Nullable UUID wallet,
      @Schema(description = "What moves, or what the wallet had when it was asked for")
          BigDecimal amount,
      String currency,
      @Schema(description = "The transaction that gives it back") @Nullable UUID correction) {}

  @Operation(
      operationId = "platform_admin_approvals_approve_create",
      summary = "Agrees to what another admin asked for, and does it")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ToDecide.class)))
  @Allow(Role.ADMIN)
  @PostMapping("/platform-admin/approvals/{id}/approve")
  ResponseEntity<DecidedApproval> approve(
      @PathVariable UUID id,
      @JsonBody(required = false) Fields body,
      Idempotency idempotency,
      Principal principal) {
    var remarks = body.optionalText("remarks", LONGEST_REMARKS);
    body.check();
    return answer(
        new Approve(new ApprovalId(id), new EntryId(ids.next()), by(principal), remarks.orElse("")),
        principal,
        idempotency.of(
            principal.actor(), body.fingerprint("platform_admin_approvals_approve_create/" + id)));
  }

  @Operation(
      operationId = "platform_admin_approvals_decline_create",
      summary = "Does not agree to what another admin asked for")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ToDecide.class)))
  @Allow(Role.ADMIN)
  @PostMapping("/platform-admin/approvals/{id}/decline")
  ResponseEntity<DecidedApproval> decline(
      @PathVariable UUID id,
      @JsonBody(required = false) Fields body,
      Idempotency idempotency,
      Principal principal) {
    var remarks = body.optionalText("remarks", LONGEST_REMARKS);
    body.check();
    return answer(
        new Decline(new ApprovalId(id), by(principal), remarks.orElse("")),
        principal,
        idempotency.of(
            principal.actor(), body.fingerprint("platform_admin_approvals_decline_create/" + id)));
  }

  /** The person, whichever session or credentials. */
  private static Owner by(Principal principal) {
    return Owner.parse(principal.actor());
  }

  private ResponseEntity<DecidedApproval> answer(
      ApprovalCommand command, Principal principal, @Nullable IdempotencyKey key) {
    Answer.Accepted accepted =
        LedgerAnswers.accepted(
            ledger.send(
                new LedgerRequest(
                    command, new Requester(principal.actor(), principal.authenticatedBy()), key)),
            WIRE_NAMES);
    ApprovalReceipt receipt = (ApprovalReceipt) accepted.receipt();
    Measure measure = receipt.measure();
    return ResponseEntity.ok()
        .headers(LedgerAnswers.headers(accepted))
        .body(
            new DecidedApproval(
                receipt.approvalId().uuid(),
                receipt.status().text(),
                measure.kind(),
                WaitingApproval.transaction(measure),
                WaitingApproval.wallet(measure),
                measure.amount().majorUnits(),
                measure.amount().currency().getCurrencyCode(),
                receipt.entryId() == null ? null : receipt.entryId().uuid()));
  }
}
