package io.griot.command.access;

import io.griot.identity.enterprise.AccessKey;
import io.griot.identity.enterprise.Enterprises;
import io.griot.identity.enterprise.IssuedAccessKey;
import io.griot.identity.person.Role;
import io.griot.wire.Allow;
import io.griot.wire.FieldFault;
import io.griot.wire.Fields;
import io.griot.wire.JsonBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Creates enterprises and their access keys. */
@RestController
@Tag(name = "apis")
class AccessGrants {

  private final Enterprises enterprises;

  AccessGrants(Enterprises enterprises) {
    this.enterprises = enterprises;
  }

  /** What a new access key takes: the name of a new enterprise, or the id of a known one. */
  record KeyToIssue(
      @Schema(description = "Creates an enterprise of this name", maxLength = 255)
          @Nullable String name,
      @Schema(description = "Adds a key to this enterprise") @Nullable UUID enterprise,
      @Schema(defaultValue = "true") @Nullable Boolean isActive) {}

  /** A new access key; its secret is shown this once. */
  record IssuedKey(
      UUID id,
      Instant createdAt,
      Instant updatedAt,
      String accessId,
      String accessSecret,
      boolean isActive,
      UUID enterprise) {}

  @Operation(
      operationId = "apis_enterprises_access_grants_create",
      summary = "Creates an enterprise with its first access key, or a further key for one")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = KeyToIssue.class)))
  @ApiResponse(responseCode = "201", description = "Issued")
  @Allow(Role.ADMIN)
  @PostMapping("/apis/enterprises/access-grants")
  ResponseEntity<IssuedKey> issue(@JsonBody Fields body) {
    var enterprise = body.optionalUuid("enterprise");
    var name = body.has("enterprise") ? body.optionalText("name", 255) : body.text("name", 255);
    var active = body.optionalFlag("is_active");
    if (enterprise.isGiven() && name.isGiven()) {
      body.fault(
          "name",
          FieldFault.INVALID_FIELD,
          "is for a new enterprise; send either a name or an enterprise");
    }
    body.check();
    boolean isActive = active.orElse(true);
    IssuedAccessKey issued =
        enterprise.isGiven()
            ? enterprises.addKey(enterprise.get(), isActive)
            : enterprises.create(name.get(), isActive);
    AccessKey key = issued.key();
    return ResponseEntity.status(201)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(
            new IssuedKey(
                key.id(),
                key.createdAt(),
                key.updatedAt(),
                key.accessId(),
                issued.accessSecret(),
                key.isActive(),
                key.enterpriseId()));
  }
}
