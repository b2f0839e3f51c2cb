package io.griot.command.gateway;

import io.griot.identity.integrator.Integrators;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
import io.griot.wire.GatewayWords;
import io.griot.wire.JsonBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signs integrators in. */
@RestController
@GatewayWords
class IssuingTokens {

  private static final int LONGEST = 1024;

  private final Integrators integrators;

  IssuingTokens(Integrators integrators) {
    this.integrators = integrators;
  }

  /** What signing in takes. */
  @Schema(name = "IntegratorCredentials")
  record Credentials(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String username,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String password) {}

  /** A token, for the header {@code Authorization: Token …}. */
  @Schema(name = "GatewayToken")
  record Issued(String token) {
    @Override
    public String toString() {
      return "Issued[]";
    }
  }

  /** Nobody has this name and password. */
  @Schema(name = "GatewaySignInRefused")
  record Refused(List<String> nonFieldErrors) {}

  @Operation(
      operationId = "gateway_token_create",
      summary = "Signs an integrator in",
      tags = "gateway")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Credentials.class)))
  @ApiResponse(
      responseCode = "200",
      description = "Signed in",
      content = @Content(schema = @Schema(implementation = Issued.class)))
  @ApiResponse(
      responseCode = "400",
      description = "Nobody has this name and password",
      content = @Content(schema = @Schema(implementation = Refused.class)))
  @Allow(anyone = true)
  @PostMapping("/token")
  ResponseEntity<Object> signIn(@JsonBody Fields body) {
    var username = body.text("username", LONGEST);
    var password = body.text("password", LONGEST);
    body.check();
    return integrators
        .signIn(username.get(), password.get())
        .map(token -> ResponseEntity.ok().<Object>body(new Issued(token)))
        .orElseGet(
            () ->
                ResponseEntity.badRequest()
                    .body(new Refused(List.of("Unable to log in with provided credentials."))));
  }
}
