package io.griot.command.hold;

import io.griot.command.account.Sender;
import io.griot.command.account.WalletOpening;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.hold.HoldCommand;
import io.griot.core.hold.HoldCommand.PlaceHold;
import io.griot.core.hold.HoldCommand.SettleHold;
import io.griot.core.hold.HoldCommand.VoidHold;
import io.griot.core.hold.HoldReceipt;
import io.griot.core.id.EntryId;
import io.griot.core.id.HoldId;
import io.griot.core.id.WalletId;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sets money of a wallet apart, pays it out and lets it go. */
@RestController
@Tag(name = "wallets")
class Holds {

  private static final int LONGEST_REMARKS = 255;
  private static final Map<String, String> WIRE_NAMES =
      Map.of("hold", "id", "wallet", "wallet", "from", "wallet", "to", "to_wallet");

  private final Ledger ledger;
  private final OwnedWallets wallets;
  private final WalletOpening opening;
  private final OrderedIds ids;

  Holds(Ledger ledger, OwnedWallets wallets, WalletOpening opening, OrderedIds ids) {
    this.ledger = ledger;
    this.wallets = wallets;
    this.opening = opening;
    this.ids = ids;
  }

  /** What placing a hold takes. */
  record ToHold(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) UUID wallet,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) BigDecimal amount,
      @Schema(description = "From when it is let go by itself; never unless given")
          @Nullable Instant expiresAt,
      @Schema(maxLength = LONGEST_REMARKS, requiredMode = Schema.RequiredMode.REQUIRED)
          String remarks) {}

  /** What settling a hold takes. */
  record ToSettle(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) UUID toWallet,
      @Schema(description = "At most what is held; all of it unless given")
          @Nullable BigDecimal amount,
      @Schema(maxLength = LONGEST_REMARKS) @Nullable String remarks) {}

  /** What voiding a hold takes. */
  record ToVoid(@Schema(maxLength = LONGEST_REMARKS) @Nullable String remarks) {}

  /** A hold that was placed. */
  record PlacedHold(
      UUID id,
      UUID wallet,
      BigDecimal amount,
      @Schema(allowableValues = "placed") String status,
      @Nullable Instant expiresAt,
      String remarks,
      @Schema(description = "What the wallet may spend, after") BigDecimal available,
      String currency) {}

  /** A hold that ended. */
  record EndedHold(
      UUID id,
      UUID wallet,
      @Schema(description = "What was paid, or let go") BigDecimal amount,
      @Schema(allowableValues = {"settled", "voided"}) String status,
      @Schema(description = "The payment that settled it") @Nullable UUID transaction,
      @Schema(description = "What the wallet may spend, after") BigDecimal available,
      String currency) {}

  @Operation(
      operationId = "wallets_holds_create",
      summary = "Sets money of a wallet apart, so that it cannot be spent")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = ToHold.class)))
  @ApiResponse(responseCode = "201", description = "Placed")
  @Allow({Role.USER, Role.BUSINESS, Role.ENTERPRISE, Role.ADMIN})
  @PostMapping("/wallets/holds")
  ResponseEntity<PlacedHold> place(
      @JsonBody Fields body, Idempotency idempotency, Principal principal) {
    var wallet = body.uuid("wallet");
    var amount = body.amount("amount");
    var expiresAt = body.optionalInstant("expires_at");
    var remarks = body.text("remarks", LONGEST_REMARKS);
    body.check();
    opening.ensureOpen(wallet.get(), Sender.requester(principal));
    Answer.Accepted accepted =
        send(
            new PlaceHold(
                new HoldId(ids.next()),
                new WalletId(wallet.get()),
                amount.get(),
                expiresAt.orNull(),
                remarks.get(),
                Sender.authorityWithStaff(principal, wallets)),
            principal,
            idempotency.of(principal.actor(), body.fingerprint("wallets_holds_create")));
    HoldReceipt receipt = receipt(accepted);
    return ResponseEntity.status(201)
        .headers(LedgerAnswers.headers(accepted))
        .body(
            new PlacedHold(
                receipt.holdId().uuid(),
                receipt.walletId().uuid(),
                receipt.amount().majorUnits(),
                "placed",
                expiresAt.orNull(),
                remarks.get(),
                receipt.available().majorUnits(),
                receipt.amount().currency().getCurrencyCode()));
  }

  @Operation(
      operationId = "wallets_holds_settle_create",
      summary = "Pays what is held to another wallet, wholly or partly, and lets go of the rest")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ToSettle.class)))
  @ApiResponse(responseCode = "200", description = "Settled")
  @Allow({Role.USER, Role.BUSINESS, Role.ENTERPRISE, Role.ADMIN})
  @PostMapping("/wallets/holds/{id}/settle")
  ResponseEntity<EndedHold> settle(
      @PathVariable UUID id, @JsonBody Fields body, Idempotency idempotency, Principal principal) {
    var to = body.uuid("to_wallet");
    var amount = body.optionalAmount("amount");
    var remarks = body.optionalText("remarks", LONGEST_REMARKS);
    body.check();
    opening.ensureOpen(to.get(), Sender.requester(principal));
    return ended(
        send(
            new SettleHold(
                new HoldId(id),
                new EntryId(ids.next()),
                new WalletId(to.get()),
                amount.orNull(),
                remarks.orElse(""),
                Sender.authorityWithStaff(principal, wallets)),
            principal,
            idempotency.of(
                principal.actor(), body.fingerprint("wallets_holds_settle_create/" + id))),
        "settled");
  }

  @Operation(operationId = "wallets_holds_void_create", summary = "Lets go of what is held")
  @RequestBody(
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = ToVoid.class)))
  @ApiResponse(responseCode = "200", description = "Voided")
  @Allow({Role.USER, Role.BUSINESS, Role.ENTERPRISE, Role.ADMIN})
  @PostMapping("/wallets/holds/{id}/void")
  ResponseEntity<EndedHold> letGo(
      @PathVariable UUID id,
      @JsonBody(required = false) Fields body,
      Idempotency idempotency,
      Principal principal) {
    var remarks = body.optionalText("remarks", LONGEST_REMARKS);
    body.check();
    return ended(
        send(
            new VoidHold(
                new HoldId(id), remarks.orElse(""), Sender.authorityWithStaff(principal, wallets)),
            principal,
            idempotency.of(principal.actor(), body.fingerprint("wallets_holds_void_create/" + id))),
        "voided");
  }

  private Answer.Accepted send(
      HoldCommand command, Principal principal, @Nullable IdempotencyKey key) {
    return LedgerAnswers.accepted(
        ledger.send(new LedgerRequest(command, Sender.requester(principal), key)), WIRE_NAMES);
  }

  private static ResponseEntity<EndedHold> ended(Answer.Accepted accepted, String status) {
    HoldReceipt receipt = receipt(accepted);
    return ResponseEntity.ok()
        .headers(LedgerAnswers.headers(accepted))
        .body(
            new EndedHold(
                receipt.holdId().uuid(),
                receipt.walletId().uuid(),
                receipt.amount().majorUnits(),
                status,
                receipt.entryId() == null ? null : receipt.entryId().uuid(),
                receipt.available().majorUnits(),
                receipt.amount().currency().getCurrencyCode()));
  }

  private static HoldReceipt receipt(Answer.Accepted accepted) {
    return (HoldReceipt) accepted.receipt();
  }
}
