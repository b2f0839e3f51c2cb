package io.griot.wire;

import io.griot.identity.person.Person;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person, as they and staff see them. */
@Schema(name = "Person")
public record PersonAnswer(
    UUID id,
    String firstName,
    @Nullable String lastName,
    String phoneNumber,
    boolean isPhoneVerified,
    boolean isEmailVerified,
    Instant dateJoined) {

  public static PersonAnswer of(Person person) {
    return new PersonAnswer(
        person.id(),
        person.firstName(),
        person.lastName(),
        person.phoneNumber(),
        person.isPhoneVerified(),
        person.isEmailVerified(),
        person.dateJoined());
  }
}
