package io.griot.command.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.command.CommandServer;
import io.griot.command.CommandServer.Client;
import io.griot.command.Reply;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GrantingTest {

  private static final String REQUESTS = "/apis/enterprises/enterprises-grants/";
  private static final String ANSWERS = "/apis/enterprises/users-grants/";
  private static final String PULLS = "/apis/enterprises/initiate-payment/";
  private static final String UNKNOWN = "0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3";

  private final CommandServer server = CommandServer.started();
  private final Client enterprise = server.enterprise();

  @Test
  void an_enterprise_asks_and_is_answered_with_the_pending_grant() {
    Client person = server.person();
    Reply asked =
        enterprise
            .post(
                REQUESTS,
                """
                {"phone_number":"%s","max_amount":"100.5","enterprise":"%s",
                 "expires_at":"2099-01-02T03:04:05.123456789+03:00","meta_data":{"a" : [1.50,"\\u0000"]}}"""
                    .formatted(person.phone(), enterprise.phone()))
            .expect(201);
    JsonNode grant = asked.json();
    assertThat(grant.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "created_at",
            "updated_at",
            "expires_at",
            "max_amount",
            "pulled_amount",
            "currency",
            "meta_data",
            "grant_status",
            "is_active",
            "enterprise");
    assertThat(asked.id().version()).isEqualTo(7);
    assertThat(asked.text("max_amount")).isEqualTo("100.50");
    assertThat(asked.text("pulled_amount")).isEqualTo("0.00");
    assertThat(asked.text("currency")).isEqualTo("ETB");
    assertThat(asked.text("grant_status")).isEqualTo("pending");
    assertThat(asked.text("enterprise")).isEqualTo(enterprise.phone());
    assertThat(asked.text("expires_at")).isEqualTo("2099-01-02T00:04:05.123456Z");
    assertThat(asked.text("created_at")).isEqualTo(asked.text("updated_at"));
    assertThat(grant.path("is_active").asBoolean()).isTrue();
    assertThat(asked.body()).contains("\"meta_data\":{\"a\":[1.50,\"\\u0000\"]}");
    assertThat(asked.header("Ledger-Position")).isPresent();
  }

  @Test
  void asks_for_nobody_and_in_no_other_name() {
    Client person = server.person();
    enterprise
        .post(REQUESTS, request(server.newPhone(), "10"))
        .expectProblem(404, "PERSON_NOT_FOUND", "phone_number");
    enterprise
        .post(REQUESTS, request(person.phone(), "10").replace(enterprise.phone(), UNKNOWN))
        .expectProblem(404, "ENTERPRISE_NOT_FOUND", "enterprise");
    enterprise
        .post(REQUESTS, request(person.phone(), "10", "\"currency\":\"XOF\""))
        .expectProblem(404, "WALLET_NOT_FOUND", "currency");
    enterprise
        .post(REQUESTS, request(person.phone(), "10.001"))
        .expectProblem(400, "AMOUNT_TOO_PRECISE", "max_amount");
    enterprise
        .post(REQUESTS, request(person.phone(), "10", "\"expires_at\":\"2020-01-01\""))
        .expectProblem(422, "EXPIRES_AT_IN_PAST", "expires_at");
    String long16 = "\"meta_data\":\"" + "x".repeat(16 * 1024 - 2) + "\"";
    enterprise.post(REQUESTS, request(person.phone(), "10", long16)).expect(201);
    enterprise
        .post(REQUESTS, request(person.phone(), "10", long16.replace("xx\"", "xxx\"")))
        .expectProblem(400, "INVALID_FIELD", "meta_data");
    person.post(REQUESTS, request(person.phone(), "10")).expect(403);
    server.admin().post(REQUESTS, request(person.phone(), "10")).expect(403);
  }

  @Test
  void the_enterprise_pulls_what_the_user_approved() {
    Client person = server.personWith(100);
    UUID grant = asked(person, "50");
    enterprise
        .post(PULLS, pull(grant, "10"))
        .expectProblem(422, "GRANT_NOT_APPROVED", "user_grant");
    approve(person, grant);
    Reply pulled = enterprise.post(PULLS, pull(grant, "10")).expect(201);
    assertThat(pulled.body())
        .isEqualTo(
            "{\"amount\":10.00,\"remarks\":\"July\",\"user_grant\":\"%s\",\"id\":\"%s\","
                    .formatted(grant, pulled.id())
                + "\"status\":\"completed\",\"currency\":\"ETB\"}");
    assertThat(pulled.header("Ledger-Position")).isPresent();
    enterprise.post(PULLS, pull(grant, "39.5")).expect(201);
    enterprise.post(PULLS, pull(grant, "1")).expectProblem(422, "GRANT_EXHAUSTED", "amount");
    enterprise.post(PULLS, pull(grant, "0.5")).expectProblem(400, "AMOUNT_TOO_SMALL", "amount");
    enterprise
        .post(PULLS, pull(UUID.fromString(UNKNOWN), "1"))
        .expectProblem(404, "GRANT_NOT_FOUND", "user_grant");
    server
        .enterprise()
        .post(PULLS, pull(grant, "1"))
        .expectProblem(404, "GRANT_NOT_FOUND", "user_grant");
    person.post(PULLS, pull(grant, "1")).expect(403);
    assertThat(patch(person, grant, "{}").text("pulled_amount")).isEqualTo("49.50");
  }

  @Test
  void a_repeated_pull_is_one_pull() {
    Client person = server.personWith(100);
    UUID grant = asked(person, "50");
    approve(person, grant);
    Reply first = enterprise.post(PULLS, pull(grant, "30"), "Idempotency-Key", "k").expect(201);
    Reply again = enterprise.post(PULLS, pull(grant, "30.0"), "Idempotency-Key", "k").expect(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.hit()).isTrue();
    assertThat(patch(person, grant, "{}").text("pulled_amount")).isEqualTo("30.00");
    enterprise.post(PULLS, pull(grant, "31"), "Idempotency-Key", "k").expect(422);
    String request = request(person.phone(), "10");
    Reply asked = enterprise.post(REQUESTS, request, "Idempotency-Key", "r").expect(201);
    assertThat(enterprise.post(REQUESTS, request, "Idempotency-Key", "r").expect(201).body())
        .isEqualTo(asked.body());
  }

  @Test
  void what_the_user_has_is_not_told_to_the_enterprise() {
    Client person = server.personWith(77);
    UUID grant = asked(person, "500");
    approve(person, grant);
    Reply refused =
        enterprise
            .post(PULLS, pull(grant, "78"))
            .expectProblem(422, "INSUFFICIENT_AVAILABLE_FUNDS", "amount");
    assertThat(refused.body()).doesNotContain("77");
  }

  @Test
  void the_money_arrives_in_the_one_wallet_of_the_enterprise_in_that_currency() {
    Client person = server.personWith(100);
    UUID opened = enterprise.post("/wallets/wallets/", "{\"currency\":\"ETB\"}").expect(201).id();
    UUID grant = asked(person, "50");
    approve(person, grant);
    enterprise.post(PULLS, pull(grant, "20")).expect(201);
    // What was pulled can be sent from there.
    enterprise
        .post(
            "/wallets/send/p2p/",
            "{\"from_wallet\":\"%s\",\"to_wallet\":\"%s\",\"amount\":20,\"remarks\":\"back\"}"
                .formatted(opened, server.firstWallet(person)))
        .expect(201);
    Client other = server.enterprise();
    String request = request(person.phone(), "50").replace(enterprise.phone(), other.phone());
    UUID first = other.post(REQUESTS, request).expect(201).id();
    approve(person, first);
    other.post(PULLS, pull(first, "30")).expect(201);
    Reply later = other.post("/wallets/wallets/", "{\"currency\":\"ETB\"}").expect(200);
    other
        .post(
            "/wallets/send/p2p/",
            "{\"from_wallet\":\"%s\",\"to_wallet\":\"%s\",\"amount\":30,\"remarks\":\"back\"}"
                .formatted(later.id(), server.firstWallet(person)))
        .expect(201);
  }

  @Test
  void the_user_and_only_the_user_answers() {
    Client person = server.person();
    UUID grant = asked(person, "50");
    String path = ANSWERS + grant + "/";
    Client stranger = server.person();
    for (Client other : new Client[] {stranger, server.admin()}) {
      other
          .send("PATCH", path, "{\"grant_status\":\"approved\"}")
          .expectProblem(404, "GRANT_NOT_FOUND", "id");
      other.send("PUT", path, "{\"max_amount\":1}").expect(404);
    }
    enterprise.send("PATCH", path, "{\"grant_status\":\"approved\"}").expect(403);
    server.stranger().send("PATCH", path, "{}").expect(401);

    Reply approved = patch(person, grant, "{\"grant_status\":\"approved\"}");
    assertThat(approved.text("grant_status")).isEqualTo("approved");
    assertThat(approved.json().path("enterprise").toString())
        .isEqualTo("{\"id\":\"%s\",\"name\":\"Ethio Pay\"}".formatted(enterprise.phone()));
    assertThat(approved.header("Ledger-Position")).isPresent();
    assertThat(patch(person, grant, "{\"grant_status\":\"suspended\"}").text("grant_status"))
        .isEqualTo("suspended");
    person
        .send("PATCH", path, "{\"grant_status\":\"pending\"}")
        .expectProblem(409, "GRANT_STATUS_CONFLICT", "grant_status");
    patch(person, grant, "{\"grant_status\":\"rejected\"}");
    person
        .send("PATCH", path, "{\"grant_status\":\"approved\"}")
        .expectProblem(409, "GRANT_ENDED", "id");
  }

  @Test
  void the_user_changes_what_is_permitted() {
    Client person = server.personWith(100);
    UUID grant = asked(person, "50");
    String path = ANSWERS + grant + "/";
    approve(person, grant);
    enterprise.post(PULLS, pull(grant, "20")).expect(201);
    person
        .send("PUT", path, "{\"max_amount\":\"19.99\"}")
        .expectProblem(422, "GRANT_MAX_BELOW_PULLED", "max_amount");
    person.send("PUT", path, "{}").expectProblem(400, "MISSING_FIELD", "max_amount");
    person
        .send("PATCH", path, "{\"max_amount\":0}")
        .expectProblem(400, "AMOUNT_NOT_POSITIVE", "max_amount");
    Reply whole =
        person
            .send(
                "PUT",
                path,
                "{\"max_amount\":20,\"expires_at\":\"%s\",\"meta_data\":[null],\"is_active\":false}"
                    .formatted(Instant.now().plus(Duration.ofDays(1))))
            .expect(200);
    assertThat(whole.text("max_amount")).isEqualTo("20.00");
    assertThat(whole.json().path("is_active").asBoolean()).isFalse();
    assertThat(whole.body()).contains("\"meta_data\":[null]");
    assertThat(Instant.parse(whole.text("updated_at")))
        .isAfter(Instant.parse(whole.text("created_at")));
    enterprise.post(PULLS, pull(grant, "1")).expectProblem(422, "GRANT_INACTIVE", "user_grant");

    Reply part = patch(person, grant, "{\"expires_at\":null,\"is_active\":true}");
    assertThat(part.json().path("expires_at").isNull()).isTrue();
    assertThat(part.body()).contains("\"meta_data\":[null]");
    assertThat(part.text("max_amount")).isEqualTo("20.00");
    assertThat(patch(person, grant, "{\"meta_data\":null}").json().path("meta_data").isNull())
        .isTrue();
  }

  @Test
  void a_currency_without_decimals_is_spelled_with_two() {
    Client person = server.person();
    person.post("/wallets/wallets/", "{\"currency\":\"XOF\"}").expect(201);
    Reply asked =
        enterprise
            .post(REQUESTS, request(person.phone(), "5000", "\"currency\":\"XOF\""))
            .expect(201);
    assertThat(asked.text("max_amount")).isEqualTo("5000.00");
    assertThat(new BigDecimal(asked.text("pulled_amount"))).isZero();
    enterprise
        .post(REQUESTS, request(person.phone(), "5000.5", "\"currency\":\"XOF\""))
        .expectProblem(400, "AMOUNT_TOO_PRECISE", "max_amount");
  }

  private UUID asked(Client person, String max) {
    return enterprise.post(REQUESTS, request(person.phone(), max)).expect(201).id();
  }

  private static void approve(Client person, UUID grant) {
    patch(person, grant, "{\"grant_status\":\"approved\"}");
  }

  private static Reply patch(Client person, UUID grant, String body) {
    return person.send("PATCH", ANSWERS + grant + "/", body).expect(200);
  }

  private String request(String phone, String max, String... more) {
    return "{\"phone_number\":\"%s\",\"max_amount\":\"%s\",\"enterprise\":\"%s\"%s}"
        .formatted(
            phone, max, enterprise.phone(), more.length == 0 ? "" : "," + String.join(",", more));
  }

  private static String pull(UUID grant, String amount) {
    return "{\"amount\":%s,\"remarks\":\"July\",\"user_grant\":\"%s\"}".formatted(amount, grant);
  }
}
