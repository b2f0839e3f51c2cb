package io.griot.command.grant;

import io.griot.command.account.Sender;
import io.griot.core.Answer;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.grant.GrantCommand.ChangeGrant;
import io.griot.core.grant.GrantCommand.Revised;
import io.griot.core.grant.GrantReceipt;
import io.griot.core.grant.GrantStatus;
import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.money.MajorUnits;
import io.griot.identity.access.Principal;
import io.griot.identity.enterprise.Enterprise;
import io.griot.identity.enterprise.Enterprises;
import io.griot.identity.person.Role;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
import io.griot.wire.Given;
import io.griot.wire.GrantAnswer;
import io.griot.wire.JsonBody;
import io.griot.wire.LedgerAnswers;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the person does who was asked for a grant, and nobody else. */
@RestController
@Tag(name = "apis")
class GrantAnswers {

  private static final int LONGEST_STATUS = 20;

  private final Ledger ledger;
  private final Enterprises enterprises;

  GrantAnswers(Ledger ledger, Enterprises enterprises) {
    this.ledger = ledger;
    this.enterprises = enterprises;
  }

  /** What a grant is to be; what is left out stays as it is. */
  record WholeGrant(
      @Nullable Instant expiresAt,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) BigDecimal maxAmount,
      @Schema(description = "Any JSON of at most 16 KiB", implementation = Object.class)
          @Nullable Object metaData,
      @Schema(allowableValues = {"pending", "approved", "rejected", "suspended"})
          @Nullable String grantStatus,
      @Nullable Boolean isActive) {}

  /** What is to change. */
  record PartOfGrant(
      @Nullable Instant expiresAt,
      @Nullable BigDecimal maxAmount,
      @Schema(description = "Any JSON of at most 16 KiB", implementation = Object.class)
          @Nullable Object metaData,
      @Schema(allowableValues = {"pending", "approved", "rejected", "suspended"})
          @Nullable String grantStatus,
      @Nullable Boolean isActive) {}

  @Operation(
      operationId = "apis_enterprises_users_grants_update",
      summary = "Answers a grant that the caller was asked for, or changes what it permits")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = WholeGrant.class)))
  @Allow(Role.USER)
  @PutMapping("/apis/enterprises/users-grants/{id}")
  ResponseEntity<GrantAnswer<GrantAnswer.Named>> update(
      @PathVariable UUID id, @JsonBody Fields body, Principal principal) {
    return change(id, body, body.amount("max_amount"), principal);
  }

  @Operation(
      operationId = "apis_enterprises_users_grants_partial_update",
      summary = "Answers a grant that the caller was asked for, or changes what it permits")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PartOfGrant.class)))
  @Allow(Role.USER)
  @PatchMapping("/apis/enterprises/users-grants/{id}")
  ResponseEntity<GrantAnswer<GrantAnswer.Named>> updatePartially(
      @PathVariable UUID id, @JsonBody Fields body, Principal principal) {
    return change(
        id,
        body,
        body.has("max_amount") ? body.amount("max_amount") : body.optionalAmount("max_amount"),
        principal);
  }

  private ResponseEntity<GrantAnswer<GrantAnswer.Named>> change(
      UUID id, Fields body, Given<MajorUnits> max, Principal principal) {
    var expiresAt = body.optionalInstant("expires_at");
    var metaData = body.optionalJson("meta_data", GrantTerms.MOST_META_DATA_BYTES);
    var status =
        body.optionalParsed(
            "grant_status",
            LONGEST_STATUS,
            GrantStatus::parse,
            "is not a status; send pending, approved, rejected or suspended");
    var active = body.optionalFlag("is_active");
    body.check();
    ChangeGrant command =
        new ChangeGrant(
            new GrantId(id),
            user(principal),
            status.orNull(),
            max.orNull(),
            revised(body, "expires_at", GrantTerms.asLogged(expiresAt.orNull())),
            active.orNull(),
            revised(body, "meta_data", metaData.orNull()));
    Answer.Accepted accepted =
        LedgerAnswers.accepted(
            ledger.send(new LedgerRequest(command, Sender.requester(principal), null)),
            Map.of("grant", "id", "amount", "max_amount"));
    GrantReceipt receipt = (GrantReceipt) accepted.receipt();
    return ResponseEntity.ok()
        .headers(LedgerAnswers.headers(accepted))
        .body(
            GrantTerms.answer(
                receipt, named(GrantAnswer.enterpriseId(receipt.terms().enterprise()))));
  }

  private GrantAnswer.Named named(UUID enterprise) {
    return new GrantAnswer.Named(
        enterprise, enterprises.find(enterprise).map(Enterprise::name).orElse(""));
  }

  /** What is left out stays; what is null goes. */
  private static <T> Revised<T> revised(Fields body, String name, @Nullable T value) {
    return body.mentions(name) ? new Revised.To<>(value) : new Revised.Left<>();
  }

  private static Owner user(Principal principal) {
    return switch (principal) {
      case Principal.OfPerson person -> new Owner.User(person.personId());
      case Principal.OfEnterprise _, Principal.OfIntegrator _ ->
          throw new RefusedRequest(Problem.forbidden("This is for people."));
    };
  }
}
