package io.griot.command.access;

import io.griot.command.account.WalletOpening;
import io.griot.core.Answer;
import io.griot.core.Requester;
import io.griot.identity.person.People;
import io.griot.identity.person.Person;
import io.griot.identity.person.Registered;
import io.griot.identity.person.Registration;
import io.griot.identity.person.Verifications;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
import io.griot.wire.JsonBody;
import io.griot.wire.LedgerAnswers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes strangers people with a wallet. */
@RestController
@Tag(name = "accounts")
class Registering {

  private final People people;
  private final Verifications verifications;
  private final PhoneNumbers phones;
  private final WalletOpening opening;

  Registering(
      People people, Verifications verifications, PhoneNumbers phones, WalletOpening opening) {
    this.people = people;
    this.verifications = verifications;
    this.phones = phones;
    this.opening = opening;
  }

  /** What registering takes. */
  record Newcomer(
      @Schema(maxLength = 150) @Nullable String firstName,
      @Schema(maxLength = 150) @Nullable String lastName,
      @Schema(minLength = 8, maxLength = 256, requiredMode = Schema.RequiredMode.REQUIRED)
          String password,
      @Schema(maxLength = 255, requiredMode = Schema.RequiredMode.REQUIRED) String phoneNumber) {}

  /** A new person. */
  record NewPerson(
      UUID id,
      String firstName,
      @Nullable String lastName,
      String phoneNumber,
      Instant dateJoined) {}

  @Operation(operationId = "accounts_register_create", summary = "Registers a person")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Newcomer.class)))
  @ApiResponse(responseCode = "201", description = "Registered, with a first wallet")
  @Allow(anyone = true)
  @PostMapping("/accounts/register")
  ResponseEntity<NewPerson> register(@JsonBody Fields body) {
    var firstName = body.optionalText("first_name", 150);
    var lastName = body.optionalText("last_name", 150);
    var password = body.text("password", 8, 256);
    var phone = body.phone("phone_number", phones);
    body.check();
    Registered registered =
        people.register(
            new Registration(
                firstName.orNull(), lastName.orNull(), phone.get().e164(), password.get()));
    Person person = registered.person();
    verifications.welcome(person.id());
    Optional<Answer.Accepted> opened =
        opening.tryOpening(
            registered.firstWallet(), new Requester(person.owner().toString(), "registration"));
    return ResponseEntity.status(201)
        .headers(opened.map(LedgerAnswers::headers).orElseGet(HttpHeaders::new))
        .body(
            new NewPerson(
                person.id(),
                person.firstName(),
                person.lastName(),
                person.phoneNumber(),
                person.dateJoined()));
  }
}
