package io.griot.command.access;

import io.griot.identity.code.OneTimeCodes;
import io.griot.identity.person.PasswordResets;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
import io.griot.wire.Given;
import io.griot.wire.JsonBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** New passwords for those who lost theirs, and so have no credentials to show. */
@RestController
@Tag(name = "accounts")
class ResettingPassword {

  private final PasswordResets resets;
  private final PhoneNumbers phones;

  ResettingPassword(PasswordResets resets, PhoneNumbers phones) {
    this.resets = resets;
    this.phones = phones;
  }

  /** What asking for a code takes. */
  record PasswordToReset(@Schema(requiredMode = Schema.RequiredMode.REQUIRED) String phoneNumber) {}

  /** What setting a new password takes. */
  record PasswordReset(
      @Schema(
              description = "The six digits sent to the phone",
              pattern = "[0-9]{6}",
              requiredMode = Schema.RequiredMode.REQUIRED)
          String code,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String phoneNumber,
      @Schema(minLength = 8, maxLength = 256, requiredMode = Schema.RequiredMode.REQUIRED)
          String newPassword) {}

  /** What happened to the password. */
  record PasswordResetAnswer(String detail) {}

  @Operation(
      operationId = "accounts_password_reset_request_create",
      summary = "Sends a code to the phone if somebody is registered with it; the answer tells not")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PasswordToReset.class)))
  @Allow(anyone = true)
  @PostMapping("/accounts/password-reset/request")
  PasswordResetAnswer request(@JsonBody Fields body) {
    var phone = body.phone("phone_number", phones);
    body.check();
    resets.request(phone.get().e164());
    return new PasswordResetAnswer(
        "If somebody is registered with this phone, a code was sent to it.");
  }

  @Operation(
      operationId = "accounts_password_reset_confirm_create",
      summary = "Sets a new password by the code sent to the phone, and ends all logins")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PasswordReset.class)))
  @Allow(anyone = true)
  @PostMapping("/accounts/password-reset/confirm")
  PasswordResetAnswer confirm(@JsonBody Fields body) {
    var code = code(body);
    var phone = body.phone("phone_number", phones);
    var password = body.text("new_password", 8, 256);
    body.check();
    resets.confirm(phone.get().e164(), code.get(), password.get());
    return new PasswordResetAnswer("The password is set; log in with it.");
  }

  /** The six digits that were sent. */
  static Given<String> code(Fields body) {
    return body.parsed(
        "code",
        32,
        text -> OneTimeCodes.SHAPE.matcher(text).matches() ? Optional.of(text) : Optional.empty(),
        "is no code; send the six digits");
  }
}
