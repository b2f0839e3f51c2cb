package io.griot.wire;

import io.griot.identity.person.Person;
import io.griot.identity.person.Profile;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that a person is known by. */
@Schema(name = "Profile")
public record ProfileAnswer(
    UUID id,
    @Nullable Instant lastLogin,
    String firstName,
    @Nullable String email,
    boolean isActive,
    Instant dateJoined,
    @Nullable UUID profilePicId,
    String phoneNumber,
    boolean isPhoneVerified,
    boolean isEmailVerified,
    @Nullable String lastName,
    @Schema(allowableValues = {"user", "busines"}) String userType) {

  public static ProfileAnswer of(Profile profile) {
    Person person = profile.person();
    return new ProfileAnswer(
        person.id(),
        person.lastLogin(),
        person.firstName(),
        person.email(),
        person.isActive(),
        person.dateJoined(),
        profile.profilePicId(),
        person.phoneNumber(),
        person.isPhoneVerified(),
        person.isEmailVerified(),
        person.lastName(),
        person.userType().spelling());
  }
}
