package io.griot.command.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.command.CommandServer;
import io.griot.command.CommandServer.Client;
import io.griot.command.Reply;
import io.griot.identity.person.Role;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LoggingInTest {

  private final CommandServer server = CommandServer.started();

  @Test
  void answers_tokens_and_the_user() {
    Client person = server.person();
    Reply reply = login("/accounts/login/", person.phone(), CommandServer.PASSWORD).expect(200);
    assertThat(reply.text("access")).isNotEmpty();
    assertThat(reply.text("refresh")).isNotEmpty();
    assertThat(reply.json().path("user").path("phone_number").asString()).isEqualTo(person.phone());
    assertThat(reply.json().path("user").path("user_type").asString()).isEqualTo("user");
  }

  @Test
  void refuses_a_wrong_password_and_locks_after_five() {
    Client person = server.person();
    for (int attempt = 0; attempt < 5; attempt++) {
      login("/accounts/login/", person.phone(), "wrong horse").expect(401);
    }
    Reply locked = login("/accounts/login/", person.phone(), CommandServer.PASSWORD).expect(429);
    assertThat(locked.text("code")).isEqualTo("TOO_MANY_ATTEMPTS");
    assertThat(Long.parseLong(locked.header("Retry-After").orElseThrow())).isBetween(1L, 900L);
  }

  @Test
  void lets_only_admins_into_the_admin_platform() {
    String path = "/platform-admin/admin-platform/login/";
    login(path, server.person().phone(), CommandServer.PASSWORD).expect(403);
    login(path, server.admin().phone(), CommandServer.PASSWORD).expect(200);
  }

  @Test
  void renews_a_login_once() {
    Client person = server.person();
    String refresh =
        login("/accounts/login/", person.phone(), CommandServer.PASSWORD).text("refresh");
    String body = "{\"refresh\":\"" + refresh + "\"}";
    Reply renewed = server.post("/accounts/token/refresh/", body).expect(200);
    assertThat(renewed.text("refresh")).isNotEqualTo(refresh);
    Reply spent = server.post("/accounts/token/refresh/", body).expect(401);
    assertThat(spent.text("code")).isEqualTo("REFRESH_TOKEN_INVALID");
  }

  @Test
  void sets_a_pin_for_who_knows_the_password() {
    Client person = server.person();
    person.post("/accounts/pin/", "{\"pin\":\"1234\",\"password\":\"correct horse\"}").expect(200);
    person.post("/accounts/pin/", "{\"pin\":\"1234\",\"password\":\"wrong horse\"}").expect(401);
    person
        .post("/accounts/pin/", "{\"pin\":\"12a4\",\"password\":\"correct horse\"}")
        .expectProblem(400, "PIN_INVALID", "pin");
    server
        .enterprise()
        .post("/accounts/pin/", "{\"pin\":\"1234\",\"password\":\"correct horse\"}")
        .expect(403);
  }

  @Test
  void sets_exactly_the_staff_roles_sent() {
    Client admin = server.admin();
    Client person = server.person();
    String body = "{\"phone_number\":\"" + person.phone() + "\",\"roles\":%s}";
    Reply given = admin.post("/platform-admin/staff/", body.formatted("[\"auditor\",\"recon\"]"));
    assertThat(given.expect(200).json().path("roles"))
        .hasToString("[\"auditor\",\"recon\",\"user\"]");
    Reply taken = admin.post("/platform-admin/staff/", body.formatted("[]"));
    assertThat(taken.expect(200).json().path("roles")).hasToString("[\"user\"]");
    admin
        .post("/platform-admin/staff/", body.formatted("[\"auditor\",\"king\"]"))
        .expectProblem(400, "INVALID_FIELD", "roles[1]");
    admin
        .post("/platform-admin/staff/", body.formatted("[\"enterprise\"]"))
        .expectProblem(400, "INVALID_FIELD", "roles[0]");
    admin
        .post(
            "/platform-admin/staff/",
            "{\"phone_number\":\"" + server.newPhone() + "\",\"roles\":[\"recon\"]}")
        .expectProblem(404, "PERSON_NOT_FOUND", "phone_number");
  }

  @Test
  void shows_an_enterprises_secret_once() {
    Client admin = server.admin();
    Reply first =
        admin.post("/apis/enterprises/access-grants/", "{\"name\":\"Ethio Pay\"}").expect(201);
    assertThat(first.json().propertyNames())
        .containsExactly(
            "id",
            "created_at",
            "updated_at",
            "access_id",
            "access_secret",
            "is_active",
            "enterprise");
    Reply further =
        admin
            .post(
                "/apis/enterprises/access-grants/",
                "{\"enterprise\":\"" + first.text("enterprise") + "\",\"is_active\":false}")
            .expect(201);
    assertThat(further.text("enterprise")).isEqualTo(first.text("enterprise"));
    assertThat(further.text("access_secret")).isNotEqualTo(first.text("access_secret"));
    assertThat(further.json().path("is_active").asBoolean()).isFalse();
  }

  @Test
  void issues_keys_for_enterprises_that_exist_or_are_named() {
    Client admin = server.admin();
    String path = "/apis/enterprises/access-grants/";
    admin.post(path, "{\"is_active\":true}").expectProblem(400, "MISSING_FIELD", "name");
    admin
        .post(path, "{\"enterprise\":\"0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3\"}")
        .expectProblem(404, "ENTERPRISE_NOT_FOUND", "enterprise");
    admin
        .post(path, "{\"name\":\"X\",\"enterprise\":\"0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3\"}")
        .expectProblem(400, "INVALID_FIELD", "name");
  }

  @Test
  void creates_a_business_with_a_wallet_that_its_owner_spends_from() {
    Client person = server.person();
    Reply business =
        person
            .post(
                "/accounts/business/",
                "{\"name\":\"Buna Bet\",\"contact_email\":\"buna@example.com\"}")
            .expect(201);
    assertThat(business.json().path("is_active").asBoolean()).isTrue();
    assertThat(business.json().path("contact_phone").isNull()).isTrue();
    assertThat(business.header("Ledger-Position")).isPresent();
    person
        .post("/accounts/business/", "{\"name\":\"Buna Bet\",\"contact_email\":\"buna\"}")
        .expectProblem(400, "EMAIL_INVALID", "contact_email");
  }

  @Test
  void lets_watchers_set_no_pin() {
    server
        .staff(Role.AUDITOR)
        .post("/accounts/pin/", "{\"pin\":\"1234\",\"password\":\"correct horse\"}")
        .expect(403);
  }

  private Reply login(String path, String phone, String password) {
    return server.post(
        path, "{\"phone_number\":\"" + phone + "\",\"password\":\"" + password + "\"}");
  }
}
