package io.griot.command.access;

import io.griot.identity.person.Person;
import io.griot.identity.person.Role;
import io.griot.identity.person.Staff;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.wire.Allow;
import io.griot.wire.FieldFault;
import io.griot.wire.Fields;
import io.griot.wire.JsonBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives people the roles of platform staff. */
@RestController
@Tag(name = "platform-admin")
class StaffRoles {

  private final Staff staff;
  private final PhoneNumbers phones;

  StaffRoles(Staff staff, PhoneNumbers phones) {
    this.staff = staff;
    this.phones = phones;
  }

  /** Which staff roles a person is to have. */
  record Roles(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String phoneNumber,
      @Schema(
              description = "Exactly these; none takes them all away",
              allowableValues = {"admin", "auditor", "recon"},
              requiredMode = Schema.RequiredMode.REQUIRED)
          List<String> roles) {}

  /** A person and all the roles that they now have. */
  record StaffMember(UUID id, String phoneNumber, List<String> roles) {}

  @Operation(operationId = "platform_admin_staff_create", summary = "Sets a person's staff roles")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Roles.class)))
  @Allow(Role.ADMIN)
  @PostMapping("/platform-admin/staff")
  StaffMember set(@JsonBody Fields body) {
    var phone = body.phone("phone_number", phones);
    var names = body.texts("roles", 3, 40);
    Set<Role> roles = EnumSet.noneOf(Role.class);
    List<String> given = names.orElse(List.of());
    for (int index = 0; index < given.size(); index++) {
      Optional<Role> role = Role.find(given.get(index)).filter(Role::isStaff);
      if (role.isPresent()) {
        roles.add(role.get());
      } else {
        body.fault(
            "roles[" + index + "]",
            FieldFault.INVALID_FIELD,
            "is not a staff role; send admin, auditor or recon");
      }
    }
    body.check();
    Person person = staff.grantRoles(phone.get().e164(), roles);
    return new StaffMember(
        person.id(),
        person.phoneNumber(),
        person.roles().stream().map(Role::spelling).sorted().toList());
  }
}
