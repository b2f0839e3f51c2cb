package io.griot.command.access;

import io.griot.identity.person.CodeType;
import io.griot.identity.person.Person;
import io.griot.identity.person.Verifications;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
import io.griot.wire.Given;
import io.griot.wire.JsonBody;
import io.griot.wire.PersonAnswer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Verifies that people read what is sent to their phone and their e-mail address. */
@RestController
@Tag(name = "accounts")
class Verifying {

  private final Verifications verifications;

  Verifying(Verifications verifications) {
    this.verifications = verifications;
  }

  /** What a verification takes. */
  record CodeToConfirm(
      @Schema(
              description = "The six digits sent to the phone or the address",
              pattern = "[0-9]{6}",
              requiredMode = Schema.RequiredMode.REQUIRED)
          String code,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) UUID userId,
      @Schema(
              description = "1 for the phone, 2 for the e-mail address",
              allowableValues = {"1", "2"},
              requiredMode = Schema.RequiredMode.REQUIRED)
          int codeType) {}

  /** Which code is to be sent again. */
  record CodeToResend(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) UUID userId,
      @Schema(
              description = "1 for the phone, 2 for the e-mail address",
              allowableValues = {"1", "2"},
              requiredMode = Schema.RequiredMode.REQUIRED)
          int codeType) {}

  /** Who is verified. */
  record Verified(String detail, PersonAnswer user) {}

  /** What was asked for. */
  record Resent(UUID userId, int codeType, String detail) {}

  @Operation(
      operationId = "accounts_verifications_confirm_create",
      summary = "Verifies a phone or an e-mail address by the code sent to it")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CodeToConfirm.class)))
  @Allow(anyone = true)
  @PostMapping("/accounts/verifications/confirm")
  Verified confirm(@JsonBody Fields body) {
    var code = ResettingPassword.code(body);
    var userId = body.uuid("user_id");
    var type = type(body);
    body.check();
    Person person = verifications.confirm(userId.get(), type.get(), code.get());
    return new Verified(
        switch (type.get()) {
          case PHONE -> "The phone is verified.";
          case EMAIL -> "The e-mail address is verified.";
        },
        PersonAnswer.of(person));
  }

  @Operation(
      operationId = "accounts_verifications_resend_create",
      summary = "Sends a new code to a phone or an address that is not verified yet")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CodeToResend.class)))
  @Allow(anyone = true)
  @PostMapping("/accounts/verifications/resend")
  Resent resend(@JsonBody Fields body) {
    var userId = body.uuid("user_id");
    var type = type(body);
    body.check();
    verifications.send(userId.get(), type.get());
    return new Resent(
        userId.get(), type.get().number(), "If there is something to verify, a code was sent.");
  }

  private static Given<CodeType> type(Fields body) {
    return body.numbered(
        "code_type", CodeType::find, "is no type of code; send 1 for the phone, 2 for the address");
  }
}
