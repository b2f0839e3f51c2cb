package io.griot.command.account;

import io.griot.command.approval.Proposals;
import io.griot.command.approval.WaitingApproval;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.RestrictWallet;
import io.griot.core.account.WalletCommand.UnrestrictWallet;
import io.griot.core.account.WalletReceipt;
import io.griot.core.approval.ApprovalReceipt;
import io.griot.core.approval.Proposal;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.identity.access.Principal;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.person.Role;
import io.griot.identity.wallet.OwnedWallet;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.identity.wallet.OwnerKind;
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
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opens wallets one by one, and restricts them. */
@RestController
@Tag(name = "wallets")
class Wallets {

  private final Ledger ledger;
  private final OwnedWallets owned;
  private final WalletOpening opening;
  private final OrderedIds ids;
  private final Proposals proposals;

  Wallets(
      Ledger ledger,
      OwnedWallets owned,
      WalletOpening opening,
      OrderedIds ids,
      Proposals proposals) {
    this.proposals = proposals;
    this.ledger = ledger;
    this.owned = owned;
    this.opening = opening;
    this.ids = ids;
  }

  /** What opening a wallet takes. */
  record WalletToOpen(
      @Schema(
              description = "ISO 4217 code",
              example = "ETB",
              requiredMode = Schema.RequiredMode.REQUIRED)
          String currency,
      @Schema(description = "Admins only: opens a wallet without a user", maxLength = 255)
          @Nullable String externalReference) {}

  /** A wallet that is open now. */
  record OpenedWallet(
      UUID id,
      String walletType,
      @Nullable UUID user,
      @Nullable UUID business,
      @Nullable UUID enterprise,
      @Nullable String externalReference,
      String currency) {}

  /** What restricting a wallet takes. */
  record Remarks(@Schema(maxLength = 255) @Nullable String remarks) {}

  /** Whether a wallet sends and receives. */
  record Restriction(UUID id, boolean isRestricted) {}

  @Operation(
      operationId = "wallets_wallets_create",
      summary = "Opens a further wallet of the caller's, or an admin's wallet without a user")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = WalletToOpen.class)))
  @ApiResponse(responseCode = "201", description = "Opened")
  @ApiResponse(responseCode = "200", description = "It was open")
  @Allow({Role.USER, Role.BUSINESS, Role.ENTERPRISE, Role.ADMIN})
  @PostMapping("/wallets/wallets")
  ResponseEntity<OpenedWallet> open(@JsonBody Fields body, Principal principal) {
    var currency = body.currency("currency");
    var reference = body.optionalText("external_reference", 255);
    if (reference.isGiven() && !principal.hasRole(Role.ADMIN)) {
      throw new RefusedRequest(
          Problem.of(
              403,
              "ROLE_REQUIRED",
              "external_reference",
              "Only an admin opens a wallet without a user; send the currency alone."));
    }
    requireText(body, reference.orNull());
    body.check();
    return reference.isGiven()
        ? openForNobody(reference.get(), currency.get(), principal)
        : openForOwner(currency.get(), principal);
  }

  @Operation(
      operationId = "wallets_restrict_create",
      summary = "Stops a wallet from sending and receiving")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Remarks.class)))
  @ApiResponse(
      responseCode = "200",
      description = "Restricted",
      content = @Content(schema = @Schema(implementation = Restriction.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Waits for a second admin",
      content = @Content(schema = @Schema(implementation = WaitingApproval.class)))
  @Allow(Role.ADMIN)
  @PostMapping("/wallets/{id}/restrict")
  ResponseEntity<?> restrict(
      @PathVariable UUID id,
      @JsonBody(required = false) Fields body,
      Idempotency idempotency,
      Principal principal) {
    String remarks = remarks(body);
    return change(
        id,
        new Proposal.ToRestrict(new RestrictWallet(new WalletId(id), remarks)),
        true,
        principal,
        idempotency.of(principal.actor(), body.fingerprint("wallets_restrict_create/" + id)));
  }

  @Operation(
      operationId = "wallets_unrestrict_create",
      summary = "Lets a restricted wallet send and receive again")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Remarks.class)))
  @ApiResponse(
      responseCode = "200",
      description = "Not restricted",
      content = @Content(schema = @Schema(implementation = Restriction.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Waits for a second admin",
      content = @Content(schema = @Schema(implementation = WaitingApproval.class)))
  @Allow(Role.ADMIN)
  @PostMapping("/wallets/{id}/unrestrict")
  ResponseEntity<?> unrestrict(
      @PathVariable UUID id,
      @JsonBody(required = false) Fields body,
      Idempotency idempotency,
      Principal principal) {
    String remarks = remarks(body);
    return change(
        id,
        new Proposal.ToUnrestrict(new UnrestrictWallet(new WalletId(id), remarks)),
        false,
        principal,
        idempotency.of(principal.actor(), body.fingerprint("wallets_unrestrict_create/" + id)));
  }

  private static void requireText(Fields body, @Nullable String reference) {
    if (reference != null && reference.isBlank()) {
      body.fault("external_reference", "INVALID_FIELD", "is blank; send a name, or leave it out");
    }
  }

  private static String remarks(Fields body) {
    var remarks = body.optionalText("remarks", 255);
    body.check();
    return remarks.orElse("");
  }

  private ResponseEntity<?> change(
      UUID id,
      Proposal proposal,
      boolean restricted,
      Principal principal,
      @Nullable IdempotencyKey key) {
    opening.ensureOpen(id, Sender.requester(principal));
    Answer.Accepted accepted =
        proposals.send(
            proposal,
            Sender.requester(principal),
            Sender.authority(principal, owned),
            key,
            Map.of("wallet", "id"));
    return accepted.receipt() instanceof ApprovalReceipt waiting
        ? WaitingApproval.answer(accepted, waiting)
        : ResponseEntity.ok()
            .headers(LedgerAnswers.headers(accepted))
            .body(new Restriction(id, restricted));
  }

  private ResponseEntity<OpenedWallet> openForOwner(Currency currency, Principal principal) {
    OwnedWallet wallet = owned.add(Sender.owner(principal), currency.getCurrencyCode());
    Answer.Accepted accepted = opening.open(wallet, Sender.requester(principal));
    OwnerKind kind = wallet.owner().kind();
    UUID owner = wallet.owner().id();
    return answer(
        accepted,
        new OpenedWallet(
            wallet.walletId(),
            kind.spelling(),
            kind == OwnerKind.USER ? owner : null,
            kind == OwnerKind.BUSINESS ? owner : null,
            kind == OwnerKind.ENTERPRISE ? owner : null,
            null,
            wallet.currency()));
  }

  private ResponseEntity<OpenedWallet> openForNobody(
      String reference, Currency currency, Principal principal) {
    OpenWallet command =
        new OpenWallet(new WalletId(ids.next()), new Owner.Nobody(), currency, reference, null);
    Answer.Accepted accepted =
        LedgerAnswers.accepted(
            ledger.send(new LedgerRequest(command, Sender.requester(principal), null)), Map.of());
    WalletId walletId = receipt(accepted).walletId();
    opening.opened(walletId);
    return answer(
        accepted,
        new OpenedWallet(
            walletId.uuid(), "external", null, null, null, reference, currency.getCurrencyCode()));
  }

  private static ResponseEntity<OpenedWallet> answer(
      Answer.Accepted accepted, OpenedWallet wallet) {
    boolean made = receipt(accepted).change() == WalletReceipt.Change.MADE;
    return ResponseEntity.status(made ? 201 : 200)
        .headers(LedgerAnswers.headers(accepted))
        .body(wallet);
  }

  private static WalletReceipt receipt(Answer.Accepted accepted) {
    return (WalletReceipt) accepted.receipt();
  }
}
