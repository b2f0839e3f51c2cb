package io.griot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SendingHeadersTest {

  private final WireServer server = WireServer.started();

  @Test
  void scopes_a_key_by_who_sends_it() {
    assertThat(key("{\"a\":1}"))
        .contains("\"scope\":\"user:" + WireServer.PERSON + "\"", "\"key\":\"k 1\"");
  }

  @Test
  void gives_the_same_request_the_same_fingerprint_however_it_is_spelled() {
    String fingerprint = key("{\"a\":10,\"b\":{\"c\":[1.50,true]}}");
    assertThat(key("{ \"b\": {\"c\": [1.5, true]}, \"a\": 10.00, \"n\": null }"))
        .isEqualTo(fingerprint);
    assertThat(key("{\"a\":1e1,\"b\":{\"c\":[15e-1,true]}}")).isEqualTo(fingerprint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":11,\"b\":\"x\"}",
        "{\"a\":\"10\",\"b\":\"x\"}",
        "{\"a\":10,\"b\":\"y\"}",
        "{\"a\":10,\"b\":\"x\",\"unknown\":1}",
        "{\"a\":10}",
        "{\"a\":[10],\"b\":\"x\"}",
        "{\"a\":1e999999999999,\"b\":\"x\"}",
      })
  void gives_another_request_another_fingerprint(String other) {
    assertThat(key(other)).isNotEqualTo(key("{\"a\":10,\"b\":\"x\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\tb"})
  void refuses_a_key_that_is_none(String key) {
    HttpResponse<String> answer =
        server.post("/key", "{}", "Roles", "user", "Idempotency-Key", key);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"Idempotency-Key\"");
  }

  @Test
  void takes_a_key_of_255_characters_and_no_more() {
    assertThat(
            server
                .post("/key", "{}", "Roles", "user", "Idempotency-Key", "k".repeat(255))
                .statusCode())
        .isEqualTo(200);
    assertThat(
            server
                .post("/key", "{}", "Roles", "user", "Idempotency-Key", "k".repeat(256))
                .statusCode())
        .isEqualTo(400);
    assertThat(
            server
                .post("/key", "{}", "Roles", "user", "Idempotency-Key", "a", "Idempotency-Key", "b")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void answers_with_the_position_and_whether_it_was_a_hit() {
    HttpResponse<String> answer = server.get("/accepted");
    assertThat(answer.headers().firstValue("Ledger-Position")).hasValue("42");
    assertThat(answer.headers().firstValue("Idempotency-Hit")).hasValue("true");
  }

  @Test
  void reads_the_position_that_a_view_must_have() {
    assertThat(server.get("/position").body()).isEqualTo("-1");
    assertThat(server.get("/position", "Ledger-Min-Position", "12").body()).isEqualTo("12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "1.5", "9999999999999999999"})
  void refuses_a_position_that_is_none(String position) {
    HttpResponse<String> answer = server.get("/position", "Ledger-Min-Position", position);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"Ledger-Min-Position\"");
  }

  @Test
  void writes_amounts_with_the_decimals_of_their_currency() {
    assertThat(server.get("/amounts").body())
        .isEqualTo("{\"francs\":10,\"birr\":10.50,\"first_time\":0.00}");
  }

  private String key(String body) {
    return server.post("/key", body, "Roles", "user", "Idempotency-Key", "k 1").body();
  }
}
