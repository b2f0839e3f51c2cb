package io.griot.query.person;

import io.griot.identity.person.Person;
import io.griot.identity.person.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person as platform staff see them. */
@Schema(name = "UserRecord")
record UserRecord(
    UUID id,
    String firstName,
    @Nullable String lastName,
    String phoneNumber,
    @Nullable String email,
    boolean isPhoneVerified,
    boolean isEmailVerified,
    boolean isActive,
    Instant dateJoined,
    @Nullable Instant lastLogin,
    @Schema(allowableValues = {"user", "busines"}) String userType,
    List<String> roles) {

  static UserRecord of(Person person) {
    return new UserRecord(
        person.id(),
        person.firstName(),
        person.lastName(),
        person.phoneNumber(),
        person.email(),
        person.isPhoneVerified(),
        person.isEmailVerified(),
        person.isActive(),
        person.dateJoined(),
        person.lastLogin(),
        person.userType().spelling(),
        person.roles().stream().map(Role::spelling).sorted().toList());
  }
}
