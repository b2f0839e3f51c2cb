package io.griot.command.grant;

import io.griot.command.account.Sender;
import io.griot.command.account.WalletOpening;
import io.griot.command.account.WalletsByPhone;
import io.griot.core.Answer;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.grant.Grant;
import io.griot.core.grant.GrantCommand.PullGrant;
import io.griot.core.grant.GrantCommand.RequestGrant;
import io.griot.core.grant.GrantReceipt;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.transfer.EntryReceipt;
import io.griot.identity.access.Principal;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.person.Role;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.identity.wallet.OwnedWallet;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
import io.griot.wire.GrantAnswer;
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
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What enterprises do: ask for grants, and pull money by them. */
@RestController
@Tag(name = "apis")
class GrantRequests {

  private static final int LONGEST_REMARKS = 255;
  private static final int LEAST_AMOUNT = 1;
  private static final String COMPLETED = "completed";

  private final Ledger ledger;
  private final OwnedWallets wallets;
  private final WalletsByPhone walletsByPhone;
  private final WalletOpening opening;
  private final OrderedIds ids;
  private final PhoneNumbers phones;

  GrantRequests(
      Ledger ledger,
      OwnedWallets wallets,
      WalletsByPhone walletsByPhone,
      WalletOpening opening,
      OrderedIds ids,
      PhoneNumbers phones) {
    this.ledger = ledger;
    this.wallets = wallets;
    this.walletsByPhone = walletsByPhone;
    this.opening = opening;
    this.ids = ids;
    this.phones = phones;
  }

  /** What asking for a grant takes. */
  record GrantToRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String phoneNumber,
      @Schema(
              description = "The most that may be pulled in sum, a string or a number",
              requiredMode = Schema.RequiredMode.REQUIRED)
          BigDecimal maxAmount,
      @Nullable Instant expiresAt,
      @Schema(description = "Any JSON of at most 16 KiB", implementation = Object.class)
          @Nullable Object metaData,
      @Schema(description = "The caller's own id", requiredMode = Schema.RequiredMode.REQUIRED)
          UUID enterprise,
      @Schema(description = "Chooses among the person's wallets; else the first", example = "ETB")
          @Nullable String currency) {}

  /** What a pull takes. */
  record Pull(
      @Schema(minimum = "1", requiredMode = Schema.RequiredMode.REQUIRED) BigDecimal amount,
      @Schema(maxLength = LONGEST_REMARKS) @Nullable String remarks,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) UUID userGrant) {}

  /** A pull that was made. */
  record Pulled(
      BigDecimal amount,
      String remarks,
      UUID userGrant,
      UUID id,
      @Schema(allowableValues = COMPLETED) String status,
      String currency) {}

  @Operation(
      operationId = "apis_enterprises_enterprises_grants_create",
      summary = "Asks a person for the permission to pull money")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = GrantToRequest.class)))
  @ApiResponse(responseCode = "201", description = "Asked; the person has not answered")
  @Allow(Role.ENTERPRISE)
  @PostMapping("/apis/enterprises/enterprises-grants")
  ResponseEntity<GrantAnswer<UUID>> request(
      @JsonBody Fields body, Idempotency idempotency, Principal principal) {
    UUID caller = enterprise(principal);
    var phone = body.phone("phone_number", phones);
    var max = body.amount("max_amount");
    var expiresAt = body.optionalInstant("expires_at");
    var metaData = body.optionalJson("meta_data", GrantTerms.MOST_META_DATA_BYTES);
    var enterprise = body.uuid("enterprise");
    var currency = body.optionalCurrency("currency");
    body.check();
    if (!enterprise.get().equals(caller)) {
      throw new RefusedRequest(
          Problem.of(404, "ENTERPRISE_NOT_FOUND", "enterprise", "This is not your enterprise."));
    }
    OwnedWallet payer = walletsByPhone.find(phone.get(), currency.orNull());
    opening.ensureOpen(payer.walletId(), Sender.requester(principal));
    // Named now and opened by the first pull, so that a pull asks nobody but the ledger.
    OwnedWallet beneficiary = wallets.add(Sender.owner(principal), payer.currency());
    RequestGrant command =
        new RequestGrant(
            new GrantId(ids.next()),
            new Owner.Enterprise(caller),
            new Owner.User(payer.owner().id()),
            new WalletId(payer.walletId()),
            new WalletId(beneficiary.walletId()),
            max.get(),
            GrantTerms.asLogged(expiresAt.orNull()),
            metaData.orNull());
    Answer.Accepted accepted =
        LedgerAnswers.accepted(
            ledger.send(
                new LedgerRequest(
                    command,
                    Sender.requester(principal),
                    idempotency.of(
                        principal.actor(),
                        body.fingerprint("apis_enterprises_enterprises_grants_create")))),
            Map.of("wallet", "phone_number", "amount", "max_amount"));
    Grant.Terms terms = ((GrantReceipt) accepted.receipt()).terms();
    return ResponseEntity.status(201)
        .headers(LedgerAnswers.headers(accepted))
        .body(
            GrantTerms.answer(
                (GrantReceipt) accepted.receipt(), GrantAnswer.enterpriseId(terms.enterprise())));
  }

  @Operation(
      operationId = "apis_enterprises_initiate_payment_create",
      summary = "Pulls money by a grant that the person has approved")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Pull.class)))
  @ApiResponse(responseCode = "201", description = "Pulled")
  @Allow(Role.ENTERPRISE)
  @PostMapping("/apis/enterprises/initiate-payment")
  ResponseEntity<Pulled> pull(@JsonBody Fields body, Idempotency idempotency, Principal principal) {
    UUID caller = enterprise(principal);
    var amount = body.amount("amount", LEAST_AMOUNT);
    var remarks = body.optionalText("remarks", LONGEST_REMARKS);
    var grant = body.uuid("user_grant");
    body.check();
    PullGrant command =
        new PullGrant(
            new GrantId(grant.get()),
            new Owner.Enterprise(caller),
            new EntryId(ids.next()),
            amount.get(),
            remarks.orElse(""));
    Answer.Accepted accepted =
        LedgerAnswers.accepted(
            ledger.send(
                new LedgerRequest(
                    command,
                    Sender.requester(principal),
                    idempotency.of(
                        principal.actor(),
                        body.fingerprint("apis_enterprises_initiate_payment_create")))),
            Map.of("grant", "user_grant", "from", "user_grant", "to", "user_grant"));
    EntryReceipt receipt = (EntryReceipt) accepted.receipt();
    return ResponseEntity.status(201)
        .headers(LedgerAnswers.headers(accepted))
        .body(
            new Pulled(
                receipt.amount().majorUnits(),
                remarks.orElse(""),
                grant.get(),
                receipt.entryId().uuid(),
                COMPLETED,
                receipt.amount().currency().getCurrencyCode()));
  }

  private static UUID enterprise(Principal principal) {
    return switch (principal) {
      case Principal.OfEnterprise(UUID id, String ignored) -> id;
      case Principal.OfPerson _, Principal.OfIntegrator _ ->
          throw new RefusedRequest(Problem.forbidden("This is for enterprises."));
    };
  }
}
