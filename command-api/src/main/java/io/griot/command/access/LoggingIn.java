package io.griot.command.access;

import io.griot.command.account.WalletOpening;
import io.griot.core.Requester;
import io.griot.identity.access.Principal;
import io.griot.identity.access.Session;
import io.griot.identity.access.Sessions;
import io.griot.identity.person.PaymentPins;
import io.griot.identity.person.Person;
import io.griot.identity.person.Role;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
import io.griot.wire.JsonBody;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Proves people by their password, and keeps them logged in. */
@RestController
class LoggingIn {

  private static final int LONGEST_SECRET = 1024;

  private final Sessions sessions;
  private final PaymentPins pins;
  private final WalletOpening opening;

  LoggingIn(Sessions sessions, PaymentPins pins, WalletOpening opening) {
    this.sessions = sessions;
    this.pins = pins;
    this.opening = opening;
  }

  /** What a login takes. */
  record Credentials(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String phoneNumber,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String password) {}

  /** What a refresh takes. */
  record RefreshToken(@Schema(requiredMode = Schema.RequiredMode.REQUIRED) String refresh) {}

  /** What setting a payment PIN takes. */
  record NewPin(
      @Schema(
              description = "4 to 6 digits",
              pattern = "[0-9]{4,6}",
              requiredMode = Schema.RequiredMode.REQUIRED)
          String pin,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String password) {}

  /** A login: tokens, and whose they are. */
  record LoggedIn(String refresh, String access, Instant accessExpiresAt, User user) {}

  /** Renewed tokens; the old refresh token is spent. */
  record Renewed(String refresh, String access, Instant accessExpiresAt) {}

  /** What happened. */
  record Done(String detail) {}

  /** Who logged in. */
  record User(
      UUID id,
      String firstName,
      @Nullable String lastName,
      String phoneNumber,
      @Nullable String email,
      boolean isPhoneVerified,
      boolean isEmailVerified,
      Instant dateJoined,
      String userType,
      List<String> roles) {
    static User of(Person person) {
      return new User(
          person.id(),
          person.firstName(),
          person.lastName(),
          person.phoneNumber(),
          person.email(),
          person.isPhoneVerified(),
          person.isEmailVerified(),
          person.dateJoined(),
          person.userType().spelling(),
          person.roles().stream().map(Role::spelling).sorted().toList());
    }
  }

  @Operation(operationId = "accounts_login_create", summary = "Logs in", tags = "accounts")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Credentials.class)))
  @Allow(anyone = true)
  @PostMapping("/accounts/login")
  LoggedIn login(@JsonBody Fields body) {
    var phone = body.text("phone_number", 255);
    var password = body.text("password", LONGEST_SECRET);
    body.check();
    return loggedIn(sessions.login(phone.get(), password.get()));
  }

  @Operation(
      operationId = "platform_admin_admin_platform_login_create",
      summary = "Logs in an admin, and nobody else",
      tags = "platform-admin")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Credentials.class)))
  @Allow(anyone = true)
  @PostMapping("/platform-admin/admin-platform/login")
  LoggedIn adminLogin(@JsonBody Fields body) {
    var phone = body.text("phone_number", 255);
    var password = body.text("password", LONGEST_SECRET);
    body.check();
    return loggedIn(sessions.loginAs(Role.ADMIN, phone.get(), password.get()));
  }

  @Operation(
      operationId = "accounts_token_refresh_create",
      summary = "Renews a login",
      tags = "accounts")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RefreshToken.class)))
  @Allow(anyone = true)
  @PostMapping("/accounts/token/refresh")
  Renewed refresh(@JsonBody Fields body) {
    var refresh = body.text("refresh", LONGEST_SECRET);
    body.check();
    Session session = sessions.refresh(refresh.get());
    return new Renewed(session.refreshToken(), session.accessToken(), session.accessExpiresAt());
  }

  @Operation(
      operationId = "accounts_pin_create",
      summary = "Sets the caller's payment PIN",
      tags = "accounts")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = NewPin.class)))
  @Allow({Role.USER, Role.BUSINESS, Role.ADMIN})
  @PostMapping("/accounts/pin")
  Done setPin(@JsonBody Fields body, Principal principal) {
    var pin = body.text("pin", 4, 6);
    var password = body.text("password", LONGEST_SECRET);
    body.check();
    switch (principal) {
      case Principal.OfPerson person -> pins.set(person.personId(), pin.get(), password.get());
      case Principal.OfEnterprise _, Principal.OfIntegrator _ ->
          throw new RefusedRequest(Problem.forbidden("Only people have a payment PIN."));
    }
    return new Done("The payment PIN is set.");
  }

  private LoggedIn loggedIn(Session session) {
    Person person = session.person();
    opening.tryOpeningAll(person.owner(), new Requester(person.owner().toString(), "login"));
    return new LoggedIn(
        session.refreshToken(), session.accessToken(), session.accessExpiresAt(), User.of(person));
  }
}
