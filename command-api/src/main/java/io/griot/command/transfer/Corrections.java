package io.griot.command.transfer;

import io.griot.command.account.Sender;
import io.griot.command.approval.Proposals;
import io.griot.command.approval.WaitingApproval;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.approval.ApprovalReceipt;
import io.griot.core.approval.Proposal;
import io.griot.core.id.EntryId;
import io.griot.core.transfer.CorrectionCommand;
import io.griot.core.transfer.CorrectionCommand.Refund;
import io.griot.core.transfer.CorrectionCommand.Reverse;
import io.griot.core.transfer.EntryReceipt;
import io.griot.identity.access.Principal;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.person.Role;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
import io.griot.wire.Idempotency;
import io.griot.wire.JsonBody;
import io.griot.wire.LedgerAnswers;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives back what a transaction moved. */
@RestController
@Tag(name = "wallets")
class Corrections {

  private static final Map<String, String> WIRE_NAMES =
      Map.of("transaction", "id", "from", "id", "to", "id");
  private static final String COMPLETED = "completed";

  private final Ledger ledger;
  private final OwnedWallets wallets;
  private final OrderedIds ids;
  private final Proposals proposals;

  Corrections(Ledger ledger, OwnedWallets wallets, OrderedIds ids, Proposals proposals) {
    this.proposals = proposals;
    this.ledger = ledger;
    this.wallets = wallets;
    this.ids = ids;
  }

  /** What a refund takes. */
  record ToRefund(
      @Schema(description = "At most what was not refunded yet; all of that unless given")
          @Nullable BigDecimal amount,
      @Schema(maxLength = Transfers.LONGEST_REMARKS, requiredMode = Schema.RequiredMode.REQUIRED)
          String remarks,
      @Schema(
              description =
                  "Admins only: the house pays, from suspense, instead of the beneficiary")
          @Nullable Boolean fromSuspense) {}

  /** What a reversal takes. */
  record ToReverse(
      @Schema(maxLength = Transfers.LONGEST_REMARKS, requiredMode = Schema.RequiredMode.REQUIRED)
          String remarks) {}

  /** What was given back. */
  record GivenBack(
      UUID id,
      @Schema(description = "What it gives back") UUID transaction,
      String fromAccount,
      String toAccount,
      BigDecimal amount,
      String remarks,
      @Schema(allowableValues = COMPLETED) String status,
      String currency) {}

  @Operation(
      operationId = "transactions_refund_create",
      summary = "Gives back what a transaction moved, wholly or partly, to whoever paid it")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ToRefund.class)))
  @ApiResponse(
      responseCode = "201",
      description = "Refunded",
      content = @Content(schema = @Schema(implementation = GivenBack.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Waits for a second admin",
      content = @Content(schema = @Schema(implementation = WaitingApproval.class)))
  @Allow({Role.USER, Role.BUSINESS, Role.ENTERPRISE, Role.ADMIN})
  @PostMapping("/transactions/{id}/refund")
  ResponseEntity<?> refund(
      @PathVariable UUID id, @JsonBody Fields body, Idempotency idempotency, Principal principal) {
    var amount = body.optionalAmount("amount");
    var remarks = body.text("remarks", Transfers.LONGEST_REMARKS);
    var fromSuspense = body.optionalFlag("from_suspense");
    body.check();
    if (fromSuspense.orElse(false) && !principal.hasRole(Role.ADMIN)) {
      throw new RefusedRequest(
          Problem.of(
              403, "ROLE_REQUIRED", "from_suspense", "Only an admin refunds from suspense."));
    }
    return answer(
        new Refund(
            new EntryId(id),
            new EntryId(ids.next()),
            amount.orNull(),
            fromSuspense.orElse(false),
            remarks.get(),
            Sender.authorityWithStaff(principal, wallets)),
        remarks.get(),
        principal,
        idempotency.of(principal.actor(), body.fingerprint("transactions_refund_create/" + id)));
  }

  @Operation(
      operationId = "transactions_reverse_create",
      summary = "Moves everything back that a transaction moved")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ToReverse.class)))
  @ApiResponse(
      responseCode = "201",
      description = "Reversed",
      content = @Content(schema = @Schema(implementation = GivenBack.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Waits for a second admin",
      content = @Content(schema = @Schema(implementation = WaitingApproval.class)))
  @Allow(Role.ADMIN)
  @PostMapping("/transactions/{id}/reverse")
  ResponseEntity<?> reverse(
      @PathVariable UUID id, @JsonBody Fields body, Idempotency idempotency, Principal principal) {
    var remarks = body.text("remarks", Transfers.LONGEST_REMARKS);
    body.check();
    return answer(
        new Reverse(
            new EntryId(id),
            new EntryId(ids.next()),
            remarks.get(),
            Sender.authorityWithStaff(principal, wallets)),
        remarks.get(),
        principal,
        idempotency.of(principal.actor(), body.fingerprint("transactions_reverse_create/" + id)));
  }

  private ResponseEntity<?> answer(
      CorrectionCommand command,
      String remarks,
      Principal principal,
      @Nullable IdempotencyKey key) {
    Answer.Accepted accepted = send(command, principal, key);
    if (accepted.receipt() instanceof ApprovalReceipt waiting) {
      return WaitingApproval.answer(accepted, waiting);
    }
    EntryReceipt receipt = (EntryReceipt) accepted.receipt();
    return ResponseEntity.status(201)
        .headers(LedgerAnswers.headers(accepted))
        .body(
            new GivenBack(
                receipt.entryId().uuid(),
                command.original().uuid(),
                receipt.from().toString(),
                receipt.to().toString(),
                receipt.amount().majorUnits(),
                remarks,
                COMPLETED,
                receipt.amount().currency().getCurrencyCode()));
  }

  /** What the staff asks for may have to wait; what is theirs, its owners give back alone. */
  private Answer.Accepted send(
      CorrectionCommand command, Principal principal, @Nullable IdempotencyKey key) {
    if (!principal.hasRole(Role.ADMIN)) {
      return LedgerAnswers.accepted(
          ledger.send(new LedgerRequest(command, Sender.requester(principal), key)), WIRE_NAMES);
    }
    return proposals.send(
        switch (command) {
          case Refund refund -> new Proposal.ToRefund(refund);
          case Reverse reverse -> new Proposal.ToReverse(reverse);
        },
        Sender.requester(principal),
        Sender.authority(principal, wallets),
        key,
        WIRE_NAMES);
  }
}
