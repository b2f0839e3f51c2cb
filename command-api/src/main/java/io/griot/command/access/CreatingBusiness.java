package io.griot.command.access;

import io.griot.command.account.Sender;
import io.griot.command.account.WalletOpening;
import io.griot.core.Answer;
import io.griot.identity.access.Principal;
import io.griot.identity.business.Business;
import io.griot.identity.business.BusinessDetails;
import io.griot.identity.business.Businesses;
import io.griot.identity.business.CreatedBusiness;
import io.griot.identity.person.Role;
import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Creates businesses with a wallet. */
@RestController
@Tag(name = "accounts")
class CreatingBusiness {

  private final Businesses businesses;
  private final PhoneNumbers phones;
  private final WalletOpening opening;

  CreatingBusiness(Businesses businesses, PhoneNumbers phones, WalletOpening opening) {
    this.businesses = businesses;
    this.phones = phones;
    this.opening = opening;
  }

  /** What a new business takes. */
  record BusinessToCreate(
      @Schema(maxLength = 255, requiredMode = Schema.RequiredMode.REQUIRED) String name,
      @Schema(maxLength = 255) @Nullable String contactPhone,
      @Schema(format = "email", maxLength = 254, requiredMode = Schema.RequiredMode.REQUIRED)
          String contactEmail,
      @Nullable UUID logo,
      @Nullable UUID license) {}

  /** A business. */
  record NewBusiness(
      UUID id,
      boolean isActive,
      boolean isVerified,
      String name,
      @Nullable String contactPhone,
      String contactEmail,
      @Nullable UUID logo,
      @Nullable UUID license,
      long legacyNo) {}

  @Operation(
      operationId = "accounts_business_create",
      summary = "Creates a business of the caller's")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BusinessToCreate.class)))
  @ApiResponse(responseCode = "201", description = "Created, with a first wallet")
  @Allow({Role.USER, Role.BUSINESS, Role.ADMIN})
  @PostMapping("/accounts/business")
  ResponseEntity<NewBusiness> create(@JsonBody Fields body, Principal principal) {
    var name = body.text("name", 255);
    var phone = body.optionalPhone("contact_phone", phones);
    var email = body.text("contact_email", 254);
    var logo = body.optionalUuid("logo");
    var license = body.optionalUuid("license");
    body.check();
    UUID owner =
        switch (principal) {
          case Principal.OfPerson person -> person.personId();
          case Principal.OfEnterprise _, Principal.OfIntegrator _ ->
              throw new RefusedRequest(Problem.forbidden("Only people own businesses."));
        };
    PhoneNumber contactPhone = phone.orNull();
    CreatedBusiness created =
        businesses.create(
            owner,
            new BusinessDetails(
                name.get(),
                contactPhone == null ? null : contactPhone.e164(),
                email.get(),
                logo.orNull(),
                license.orNull()));
    Optional<Answer.Accepted> opened =
        opening.tryOpening(created.firstWallet(), Sender.requester(principal));
    Business business = created.business();
    return ResponseEntity.status(201)
        .headers(opened.map(LedgerAnswers::headers).orElseGet(HttpHeaders::new))
        .body(
            new NewBusiness(
                business.id(),
                business.isActive(),
                business.isVerified(),
                business.name(),
                business.contactPhone(),
                business.contactEmail(),
                business.logo(),
                business.license(),
                business.legacyNo()));
  }
}
