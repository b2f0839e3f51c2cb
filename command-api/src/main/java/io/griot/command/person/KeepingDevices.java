package io.griot.command.person;

import io.griot.identity.access.Principal;
import io.griot.identity.device.Devices;
import io.griot.identity.person.Role;
import io.griot.wire.Allow;
import io.griot.wire.DeviceAnswer;
import io.griot.wire.Fields;
import io.griot.wire.JsonBody;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Adds and removes the caller's devices. */
@RestController
@Tag(name = "accounts")
class KeepingDevices {

  private static final int LONGEST = 255;

  private final Devices devices;

  KeepingDevices(Devices devices) {
    this.devices = devices;
  }

  /** What a device takes. */
  record DeviceToAdd(
      @Schema(
              description = "The device's own, without slashes",
              maxLength = 255,
              requiredMode = Schema.RequiredMode.REQUIRED)
          String id,
      @Schema(maxLength = 255) @Nullable String label) {}

  @Operation(
      operationId = "accounts_users_devices_create",
      summary = "Adds a device of the caller's, or gives one that is known the label")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DeviceToAdd.class)))
  @ApiResponse(responseCode = "200", description = "Known already; it has the label now")
  @ApiResponse(responseCode = "201", description = "Added")
  @Allow({Role.USER, Role.BUSINESS, Role.ADMIN})
  @PostMapping("/accounts/users/devices")
  ResponseEntity<DeviceAnswer> add(@JsonBody Fields body, Principal principal) {
    var id = body.text("id", LONGEST);
    var label = body.optionalText("label", LONGEST);
    body.check();
    Devices.Added added = devices.add(person(principal), id.get(), label.orNull());
    return ResponseEntity.status(added.isNew() ? 201 : 200).body(DeviceAnswer.of(added.device()));
  }

  @Operation(
      operationId = "accounts_users_devices_destroy",
      summary = "Removes a device of the caller's")
  @ApiResponse(responseCode = "204", description = "Removed")
  @Allow({Role.USER, Role.BUSINESS, Role.ADMIN})
  @DeleteMapping("/accounts/users/devices/{id}")
  ResponseEntity<Void> remove(@PathVariable("id") String id, Principal principal) {
    if (id.length() > LONGEST || id.codePoints().anyMatch(Character::isISOControl)) {
      throw RefusedRequest.badField("id", "is no id of a device");
    }
    devices.remove(person(principal), id);
    return ResponseEntity.noContent().build();
  }

  private static UUID person(Principal principal) {
    return switch (principal) {
      case Principal.OfPerson person -> person.personId();
      case Principal.OfEnterprise _, Principal.OfIntegrator _ ->
          throw new RefusedRequest(Problem.forbidden("Only people have devices."));
    };
  }
}
