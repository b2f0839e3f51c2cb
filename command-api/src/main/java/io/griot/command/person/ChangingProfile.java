package io.griot.command.person;

import io.griot.identity.access.Principal;
import io.griot.identity.person.Change;
import io.griot.identity.person.EmailAddresses;
import io.griot.identity.person.Profile;
import io.griot.identity.person.ProfileChange;
import io.griot.identity.person.Profiles;
import io.griot.identity.person.Role;
import io.griot.identity.person.UserType;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
import io.griot.wire.Given;
import io.griot.wire.JsonBody;
import io.griot.wire.Problem;
import io.griot.wire.ProfileAnswer;
import io.griot.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Changes what people say of themselves. What the server owns may be sent, as clients do that send
 * back what they read, and is ignored: the phone too, since whoever stole a token could otherwise
 * take the whole account with it.
 */
@RestController
@Tag(name = "accounts")
class ChangingProfile {

  private static final int LONGEST_NAME = 150;

  private final Profiles profiles;
  private final PhoneNumbers phones;

  ChangingProfile(Profiles profiles, PhoneNumbers phones) {
    this.profiles = profiles;
    this.phones = phones;
  }

  /** A whole profile, as clients send it. */
  record ProfileToPut(
      @Schema(description = "Ignored") @Nullable Instant lastLogin,
      @Schema(maxLength = 150) @Nullable String firstName,
      @Schema(format = "email", maxLength = 254) @Nullable String email,
      @Schema(description = "Ignored") @Nullable Boolean isActive,
      @Schema(description = "Ignored") @Nullable Instant dateJoined,
      @Nullable UUID profilePicId,
      @Schema(
              description = "Never changed",
              maxLength = 255,
              requiredMode = Schema.RequiredMode.REQUIRED)
          String phoneNumber,
      @Schema(description = "Ignored") @Nullable Boolean isPhoneVerified,
      @Schema(description = "Ignored") @Nullable Boolean isEmailVerified,
      @Schema(maxLength = 150) @Nullable String lastName,
      @Schema(
              description = "Never changed",
              allowableValues = {"user", "busines"},
              requiredMode = Schema.RequiredMode.REQUIRED)
          String userType) {}

  /** Some of a profile. */
  record ProfileToPatch(
      @Schema(description = "Ignored") @Nullable Instant lastLogin,
      @Schema(maxLength = 150) @Nullable String firstName,
      @Schema(format = "email", maxLength = 254) @Nullable String email,
      @Schema(description = "Ignored") @Nullable Boolean isActive,
      @Schema(description = "Ignored") @Nullable Instant dateJoined,
      @Nullable UUID profilePicId,
      @Schema(description = "Never changed", maxLength = 255) @Nullable String phoneNumber,
      @Schema(description = "Ignored") @Nullable Boolean isPhoneVerified,
      @Schema(description = "Ignored") @Nullable Boolean isEmailVerified,
      @Schema(maxLength = 150) @Nullable String lastName,
      @Schema(
              description = "Never changed",
              allowableValues = {"user", "busines"})
          @Nullable String userType) {}

  @Operation(
      operationId = "accounts_users_profile_update",
      summary = "Changes the caller's profile; what is not sent stays, null clears")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ProfileToPut.class)))
  @Allow({Role.USER, Role.BUSINESS, Role.ADMIN})
  @PutMapping("/accounts/users/{id}/profile")
  ProfileAnswer put(@PathVariable("id") UUID id, @JsonBody Fields body, Principal principal) {
    var _ = body.phone("phone_number", phones);
    var _ =
        body.parsed(
            "user_type",
            16,
            text ->
                Arrays.stream(UserType.values())
                    .filter(type -> type.spelling().equals(text))
                    .findFirst(),
            "is no type of user; send user or busines");
    return change(id, body, principal);
  }

  @Operation(
      operationId = "accounts_users_profile_partial_update",
      summary = "Changes the caller's profile; what is not sent stays, null clears")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ProfileToPatch.class)))
  @Allow({Role.USER, Role.BUSINESS, Role.ADMIN})
  @PatchMapping("/accounts/users/{id}/profile")
  ProfileAnswer patch(@PathVariable("id") UUID id, @JsonBody Fields body, Principal principal) {
    return change(id, body, principal);
  }

  private ProfileAnswer change(UUID id, Fields body, Principal principal) {
    var firstName = body.optionalText("first_name", LONGEST_NAME);
    var lastName = body.optionalText("last_name", LONGEST_NAME);
    var email =
        body.optionalParsed(
            "email", EmailAddresses.LONGEST, EmailAddresses::find, EmailAddresses.FAULT);
    var profilePicId = body.optionalUuid("profile_pic_id");
    body.check();
    if (!(principal instanceof Principal.OfPerson person) || !person.personId().equals(id)) {
      throw new RefusedRequest(
          Problem.of(404, "PERSON_NOT_FOUND", "id", "There is no such person to change."));
    }
    Profile changed =
        profiles.change(
            id,
            new ProfileChange(
                // The seed's first name may be empty, but not null.
                firstName.isGiven() ? Change.to(firstName.get()) : Change.none(),
                change(body, "last_name", lastName),
                change(body, "email", email),
                change(body, "profile_pic_id", profilePicId)));
    return ProfileAnswer.of(changed);
  }

  private static <T> Change<T> change(Fields body, String name, Given<T> given) {
    return body.mentions(name) ? Change.to(given.orNull()) : Change.none();
  }
}
