package io.griot.command.business;

import io.griot.identity.access.Principal;
import io.griot.identity.business.Business;
import io.griot.identity.business.Businesses;
import io.griot.identity.business.OfferingDetails;
import io.griot.identity.business.OfferingType;
import io.griot.identity.business.Offerings;
import io.griot.identity.person.Role;
import io.griot.wire.Allow;
import io.griot.wire.CategoryAnswer;
import io.griot.wire.FieldFault;
import io.griot.wire.Fields;
import io.griot.wire.JsonBody;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.griot.wire.ServiceAnswer;
import io.griot.wire.Uuids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Adds services of businesses, and the categories they are sorted into. */
@RestController
@Tag(name = "accounts")
class OfferingServices {

  private static final Pattern LEGACY_NO = Pattern.compile("[0-9]{1,18}");
  private static final int LONGEST_NAME = 255;
  private static final int MOST_CATEGORIES = 50;

  private final Offerings offerings;
  private final Businesses businesses;

  OfferingServices(Offerings offerings, Businesses businesses) {
    this.offerings = offerings;
    this.businesses = businesses;
  }

  /** What a service takes. */
  record ServiceToOffer(
      @Schema(maxLength = 255, requiredMode = Schema.RequiredMode.REQUIRED) String name,
      @Schema(
              allowableValues = {"basic", "premium"},
              requiredMode = Schema.RequiredMode.REQUIRED)
          String serviceType,
      @Schema(defaultValue = "true") @Nullable Boolean isActive,
      @Schema(
              description = "Its id, or the integer by which older clients know it",
              types = {"string", "integer"},
              requiredMode = Schema.RequiredMode.REQUIRED)
          String business,
      @Nullable UUID image,
      @Nullable List<UUID> categories) {}

  /** What a category takes. */
  record CategoryToAdd(
      @Schema(maxLength = 255, requiredMode = Schema.RequiredMode.REQUIRED) String name) {}

  @Operation(
      operationId = "accounts_services_create",
      summary = "Adds a service of a business; its owner does, or an admin")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ServiceToOffer.class)))
  @ApiResponse(responseCode = "201", description = "Added")
  @Allow({Role.USER, Role.BUSINESS, Role.ADMIN})
  @PostMapping("/accounts/services")
  ResponseEntity<ServiceAnswer> add(@JsonBody Fields body, Principal principal) {
    var name = body.text("name", LONGEST_NAME);
    var type =
        body.parsed(
            "service_type", 16, OfferingType::find, "is no type of service; send basic or premium");
    var active = body.optionalFlag("is_active");
    var business = body.textOrWholeNumber("business", 36);
    String named = business.orElse("0");
    if (Uuids.find(named).isEmpty() && !LEGACY_NO.matcher(named).matches()) {
      body.fault(
          "business",
          FieldFault.INVALID_FIELD,
          "is neither the id of a business nor its older number");
    }
    var image = body.optionalUuid("image");
    var categories = body.optionalUuids("categories", MOST_CATEGORIES);
    body.check();
    Business owned =
        businesses
            .find(business.get())
            .filter(
                found ->
                    principal.hasRole(Role.ADMIN)
                        || (principal instanceof Principal.OfPerson person
                            && person.personId().equals(found.ownerId())))
            .orElseThrow(
                () ->
                    new RefusedRequest(
                        Problem.of(
                            404, "BUSINESS_NOT_FOUND", "business", "There is no such business.")));
    return ResponseEntity.status(201)
        .body(
            ServiceAnswer.of(
                offerings.add(
                    owned,
                    new OfferingDetails(
                        name.get(),
                        type.get(),
                        active.orElse(true),
                        image.orNull(),
                        categories.orElse(List.of())))));
  }

  @Operation(
      operationId = "accounts_services_categories_create",
      summary = "Adds a category of services")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CategoryToAdd.class)))
  @ApiResponse(responseCode = "201", description = "Added")
  @Allow(Role.ADMIN)
  @PostMapping("/accounts/services/categories")
  ResponseEntity<CategoryAnswer> addCategory(@JsonBody Fields body) {
    var name = body.text("name", LONGEST_NAME);
    body.check();
    return ResponseEntity.status(201).body(CategoryAnswer.of(offerings.addCategory(name.get())));
  }
}
