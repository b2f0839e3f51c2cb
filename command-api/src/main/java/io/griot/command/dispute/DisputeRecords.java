package io.griot.command.dispute;

import io.griot.command.account.Sender;
import io.griot.command.approval.Proposals;
import io.griot.command.approval.WaitingApproval;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.approval.ApprovalReceipt;
import io.griot.core.approval.Proposal;
import io.griot.core.dispute.Dispute;
import io.griot.core.dispute.DisputeCommand;
import io.griot.core.dispute.DisputeCommand.DismissDispute;
import io.griot.core.dispute.DisputeCommand.MarkDisputeReviewed;
import io.griot.core.dispute.DisputeCommand.MoveDisputeToReview;
import io.griot.core.dispute.DisputeCommand.OpenDispute;
import io.griot.core.dispute.DisputeCommand.RefundDispute;
import io.griot.core.dispute.DisputeCommand.Reporter;
import io.griot.core.dispute.DisputeReceipt;
import io.griot.core.dispute.DisputeStatus;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.identity.access.Principal;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.person.People;
import io.griot.identity.person.Person;
import io.griot.identity.person.Role;
import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.wire.Allow;
import io.griot.wire.DisputeAnswer;
import io.griot.wire.Fields;
import io.griot.wire.Given;
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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Disputes: opened by who has a part in a transaction, worked on by the staff. */
@RestController
@Tag(name = "platform-admin")
class DisputeRecords {

  private static final int LONGEST_NOTES = 1_000;
  private static final int LONGEST_STATUS = 20;

  /** What the ledger names otherwise than a request that names a dispute. */
  private static final Map<String, String> OF_ACTIONS =
      Map.of("dispute", "id", "transaction", "id");

  private final Ledger ledger;
  private final People people;
  private final OwnedWallets wallets;
  private final OrderedIds ids;
  private final Proposals proposals;
  private final PhoneNumbers phones;

  DisputeRecords(
      Ledger ledger,
      People people,
      OwnedWallets wallets,
      OrderedIds ids,
      PhoneNumbers phones,
      Proposals proposals) {
    this.ledger = ledger;
    this.people = people;
    this.wallets = wallets;
    this.ids = ids;
    this.phones = phones;
    this.proposals = proposals;
  }

  /** What opening a dispute takes. */
  record ToDispute(
      @Schema(description = "What is disputed", requiredMode = Schema.RequiredMode.REQUIRED)
          UUID transaction,
      @Schema(
              description = "The reporter's, who has a part in the transaction; one's own",
              requiredMode = Schema.RequiredMode.REQUIRED)
          String phoneNumber,
      @Schema(description = "At most what was not refunded yet; all of that unless given")
          @Nullable BigDecimal amount,
      @Schema(maxLength = LONGEST_NOTES) @Nullable String notes,
      @Schema(allowableValues = "needs_response") @Nullable String status) {}

  /** What beginning to look at a dispute takes. */
  record ToReview(@Schema(allowableValues = "in_review") @Nullable String status) {}

  /** What having looked at a dispute takes. */
  record ToMarkReviewed(
      @Schema(allowableValues = "reviewed") @Nullable String status,
      @Schema(maxLength = LONGEST_NOTES) @Nullable String notes) {}

  /** What refunding a disputed transaction takes. */
  record ToResolve(
      @Schema(allowableValues = "resolved") @Nullable String status,
      @Schema(maxLength = LONGEST_NOTES) @Nullable String notes,
      @Schema(
              description =
                  "At most what is disputed; unless given, all of it that was not refunded since")
          @Nullable BigDecimal amount,
      @Schema(description = "The house pays, from suspense, instead of the beneficiary")
          @Nullable Boolean fromSuspense) {}

  /** What dismissing a dispute takes. */
  record ToDismiss(
      @Schema(allowableValues = "resolved") @Nullable String status,
      @Schema(maxLength = LONGEST_NOTES) @Nullable String notes) {}

  @Operation(
      operationId = "platform_admin_dispute_records_create",
      summary = "Disputes a transaction, and freezes what is available of it at the beneficiary")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ToDispute.class)))
  @ApiResponse(responseCode = "201", description = "Opened")
  @Allow({Role.USER, Role.BUSINESS, Role.ADMIN})
  @PostMapping("/platform-admin/dispute-records")
  ResponseEntity<DisputeAnswer> open(
      @JsonBody Fields body, Idempotency idempotency, Principal principal) {
    var transaction = body.uuid("transaction");
    var phone = body.phone("phone_number", phones);
    var amount = body.amountOrNone("amount");
    var notes = body.optionalText("notes", LONGEST_NOTES);
    var status = status(body);
    body.check();
    requireStatus(status, DisputeStatus.NEEDS_RESPONSE);
    return answer(
        201,
        new OpenDispute(
            new DisputeId(ids.next()),
            new EntryId(transaction.get()),
            reporter(phone.get(), principal),
            amount.orNull(),
            notes.orNull(),
            Sender.authorityWithStaff(principal, wallets)),
        Map.of("reporter", "phone_number"),
        principal,
        idempotency.of(
            principal.actor(), body.fingerprint("platform_admin_dispute_records_create")));
  }

  @Operation(
      operationId = "platform_admin_dispute_records_move_to_review_partial_update",
      summary = "Begins to look at a dispute")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ToReview.class)))
  @Allow(Role.ADMIN)
  @PatchMapping("/platform-admin/dispute-records/{id}/move-to-review")
  ResponseEntity<DisputeAnswer> moveToReview(
      @PathVariable UUID id, @JsonBody Fields body, Principal principal) {
    var status = status(body);
    body.check();
    requireStatus(status, DisputeStatus.IN_REVIEW);
    return answer(
        new MoveDisputeToReview(new DisputeId(id), Sender.authorityWithStaff(principal, wallets)),
        principal,
        null);
  }

  @Operation(
      operationId = "platform_admin_dispute_records_mark_as_reviewed_partial_update",
      summary = "Has looked at a dispute, which is then to be decided on")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ToMarkReviewed.class)))
  @Allow(Role.ADMIN)
  @PatchMapping("/platform-admin/dispute-records/{id}/mark-as-reviewed")
  ResponseEntity<DisputeAnswer> markAsReviewed(
      @PathVariable UUID id, @JsonBody Fields body, Principal principal) {
    var status = status(body);
    var notes = body.optionalText("notes", LONGEST_NOTES);
    body.check();
    requireStatus(status, DisputeStatus.REVIEWED);
    return answer(
        new MarkDisputeReviewed(
            new DisputeId(id), notes.orNull(), Sender.authorityWithStaff(principal, wallets)),
        principal,
        null);
  }

  @Operation(
      operationId = "platform_admin_dispute_records_process_refund_partial_update",
      summary = "Refunds a disputed transaction, once, and lets go of what is frozen")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ToResolve.class)))
  @ApiResponse(
      responseCode = "200",
      description = "Refunded and resolved",
      content = @Content(schema = @Schema(implementation = DisputeAnswer.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Waits for a second admin",
      content = @Content(schema = @Schema(implementation = WaitingApproval.class)))
  @Allow(Role.ADMIN)
  @PatchMapping("/platform-admin/dispute-records/{id}/process-refund")
  ResponseEntity<?> processRefund(
      @PathVariable UUID id, @JsonBody Fields body, Idempotency idempotency, Principal principal) {
    var status = status(body);
    var notes = body.optionalText("notes", LONGEST_NOTES);
    var amount = body.optionalAmount("amount");
    var fromSuspense = body.optionalFlag("from_suspense");
    body.check();
    requireStatus(status, DisputeStatus.RESOLVED);
    Answer.Accepted accepted =
        proposals.send(
            new Proposal.ToRefundDispute(
                new RefundDispute(
                    new DisputeId(id),
                    new EntryId(ids.next()),
                    amount.orNull(),
                    fromSuspense.orElse(false),
                    notes.orNull(),
                    Sender.authorityWithStaff(principal, wallets))),
            Sender.requester(principal),
            Sender.authority(principal, wallets),
            idempotency.of(
                principal.actor(),
                body.fingerprint("platform_admin_dispute_records_process_refund/" + id)),
            OF_ACTIONS);
    return accepted.receipt() instanceof ApprovalReceipt waiting
        ? WaitingApproval.answer(accepted, waiting)
        : ResponseEntity.ok()
            .headers(LedgerAnswers.headers(accepted))
            .body(answer((DisputeReceipt) accepted.receipt(), principal));
  }

  @Operation(
      operationId = "platform_admin_dispute_records_dismiss_partial_update",
      summary = "Resolves a dispute without a refund, and lets go of what is frozen")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ToDismiss.class)))
  @Allow(Role.ADMIN)
  @PatchMapping("/platform-admin/dispute-records/{id}/dismiss")
  ResponseEntity<DisputeAnswer> dismiss(
      @PathVariable UUID id, @JsonBody Fields body, Principal principal) {
    var status = status(body);
    var notes = body.optionalText("notes", LONGEST_NOTES);
    body.check();
    requireStatus(status, DisputeStatus.RESOLVED);
    return answer(
        new DismissDispute(
            new DisputeId(id), notes.orNull(), Sender.authorityWithStaff(principal, wallets)),
        principal,
        null);
  }

  private static Given<DisputeStatus> status(Fields body) {
    return body.optionalParsed(
        "status",
        LONGEST_STATUS,
        DisputeStatus::parse,
        "is not a status; send needs_response, in_review, reviewed or resolved");
  }

  /** A status may be sent, as the seed does, but it is the action that says what comes next. */
  private static void requireStatus(Given<DisputeStatus> sent, DisputeStatus next) {
    if (sent.orElse(next) != next) {
      throw new RefusedRequest(
          Problem.of(
              409,
              "DISPUTE_STATUS_CONFLICT",
              "status",
              "This makes it %s, not %s.".formatted(next.text(), sent.get().text())));
    }
  }

  /** Whoever is no admin complains with their own phone; nobody is told who has which. */
  private @Nullable Reporter reporter(PhoneNumber phone, Principal principal) {
    return people
        .findByPhone(phone.e164())
        .filter(person -> principal.hasRole(Role.ADMIN) || isSelf(person, principal))
        .map(
            person ->
                new Reporter(new Owner.User(person.id()), Sender.ownersFor(person.id(), wallets)))
        .orElse(null);
  }

  private static boolean isSelf(Person person, Principal principal) {
    return principal instanceof Principal.OfPerson caller && caller.personId().equals(person.id());
  }

  private ResponseEntity<DisputeAnswer> answer(
      DisputeCommand command, Principal principal, @Nullable IdempotencyKey key) {
    return answer(200, command, OF_ACTIONS, principal, key);
  }

  private ResponseEntity<DisputeAnswer> answer(
      int status,
      DisputeCommand command,
      Map<String, String> wireNames,
      Principal principal,
      @Nullable IdempotencyKey key) {
    Answer.Accepted accepted =
        LedgerAnswers.accepted(
            ledger.send(new LedgerRequest(command, Sender.requester(principal), key)), wireNames);
    return ResponseEntity.status(status)
        .headers(LedgerAnswers.headers(accepted))
        .body(answer((DisputeReceipt) accepted.receipt(), principal));
  }

  private DisputeAnswer answer(DisputeReceipt receipt, Principal principal) {
    Dispute.Terms terms = receipt.terms();
    EntryId refundId = receipt.refundId();
    return new DisputeAnswer(
        terms.disputeId().uuid(),
        terms.entryId().uuid(),
        phone(terms.reporter()),
        terms.amount().majorUnits(),
        terms.notes(),
        receipt.status().text(),
        terms.openedAt(),
        terms.amount().currency().getCurrencyCode(),
        principal.hasRole(Role.ADMIN) ? terms.frozen().majorUnits() : null,
        refundId == null ? null : refundId.uuid(),
        terms.changedAt(),
        null);
  }

  private @Nullable String phone(Owner reporter) {
    return reporter instanceof Owner.User(UUID id)
        ? people.find(id).map(Person::phoneNumber).orElse(null)
        : null;
  }
}
