package io.griot.command.bill;

import io.griot.command.account.Sender;
import io.griot.core.Answer;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.bill.BillPaymentCommand.ResolveBillPayment;
import io.griot.core.bill.BillPaymentReceipt;
import io.griot.core.bill.Resolution;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.identity.access.Principal;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.person.Role;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
import io.griot.wire.Idempotency;
import io.griot.wire.JsonBody;
import io.griot.wire.LedgerAnswers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes a person's word for what a provider did, where nobody else can tell. */
@RestController
@Tag(name = "bills")
class ResolvingPayments {

  private static final int LONGEST_EVIDENCE = 1_000;
  private static final int LONGEST_OUTCOME = 20;
  private static final int LONGEST_REFERENCE = 100;

  private final Ledger ledger;
  private final OwnedWallets wallets;
  private final OrderedIds ids;

  ResolvingPayments(Ledger ledger, OwnedWallets wallets, OrderedIds ids) {
    this.ledger = ledger;
    this.wallets = wallets;
    this.ids = ids;
  }

  /** What deciding on an unknown payment takes. */
  record ToResolvePayment(
      @Schema(
              description = "Whether the provider did it, or the payer gets the money back",
              allowableValues = {"confirmed", "refunded"},
              requiredMode = Schema.RequiredMode.REQUIRED)
          String outcome,
      @Schema(
              description = "What it is decided on; recorded for ever",
              maxLength = LONGEST_EVIDENCE,
              requiredMode = Schema.RequiredMode.REQUIRED)
          String evidence,
      @Schema(
              description = "The provider's number of it, if it was confirmed",
              maxLength = LONGEST_REFERENCE)
          @Nullable String providerReference) {}

  @Operation(
      operationId = "bills_payments_resolve_create",
      summary = "Decides what a payment was whose outcome is unknown")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ToResolvePayment.class)))
  @ApiResponse(responseCode = "200", description = "Decided, and the money moved")
  @Allow(Role.ADMIN)
  @PostMapping("/bills/payments/{id}/resolve")
  ResponseEntity<BillPaymentAnswer> resolve(
      @PathVariable UUID id, @JsonBody Fields body, Idempotency idempotency, Principal principal) {
    var outcome =
        body.parsed(
            "outcome",
            LONGEST_OUTCOME,
            Resolution::parse,
            "is not an outcome; send confirmed or refunded");
    var evidence = body.text("evidence", LONGEST_EVIDENCE);
    var given = body.optionalText("provider_reference", LONGEST_REFERENCE);
    String reference = given.orElse("").isBlank() ? null : given.get();
    if (outcome.orElse(Resolution.CONFIRMED) == Resolution.REFUNDED && reference != null) {
      body.fault("provider_reference", "INVALID_FIELD", "is for what was confirmed; leave it out");
    }
    body.check();
    Answer.Accepted accepted =
        LedgerAnswers.accepted(
            ledger.send(
                new LedgerRequest(
                    new ResolveBillPayment(
                        new BillPaymentId(id),
                        new EntryId(ids.next()),
                        outcome.get(),
                        reference,
                        evidence.get(),
                        Sender.authorityWithStaff(principal, wallets)),
                    Sender.requester(principal),
                    idempotency.of(
                        principal.actor(),
                        body.fingerprint("bills_payments_resolve_create/" + id)))),
            Map.of("payment", "id"));
    return ResponseEntity.ok()
        .headers(LedgerAnswers.headers(accepted))
        .body(BillPaymentAnswer.of((BillPaymentReceipt) accepted.receipt()));
  }
}
