package io.griot.command.gateway;

import io.griot.identity.integrator.Integrator;
import io.griot.identity.integrator.Integrators;
import io.griot.identity.person.Role;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
import io.griot.wire.IntegratorAnswer;
import io.griot.wire.JsonBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets admins create those who use the gateway. */
@RestController
class CreatingIntegrators {

  private final Integrators integrators;

  CreatingIntegrators(Integrators integrators) {
    this.integrators = integrators;
  }

  /** What a new integrator takes. */
  record IntegratorToCreate(
      @Schema(maxLength = 255, requiredMode = Schema.RequiredMode.REQUIRED) String name,
      @Schema(
              description = "Letters, digits and @ . + - _",
              maxLength = 150,
              requiredMode = Schema.RequiredMode.REQUIRED)
          String username,
      @Schema(minLength = 8, maxLength = 256, requiredMode = Schema.RequiredMode.REQUIRED)
          String password) {}

  @Operation(
      operationId = "gateway_integrators_create",
      summary = "Creates an integrator and its enterprise",
      tags = "gateway")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = IntegratorToCreate.class)))
  @ApiResponse(responseCode = "201", description = "Created")
  @Allow(Role.ADMIN)
  @PostMapping("/gateway/integrators")
  ResponseEntity<IntegratorAnswer> create(@JsonBody Fields body) {
    var name = body.text("name", 255);
    var username = body.text("username", 150);
    var password = body.text("password", 256);
    body.check();
    Integrator created = integrators.create(name.get(), username.get(), password.get());
    return ResponseEntity.status(201).body(IntegratorAnswer.of(created));
  }
}
