package io.griot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AnsweringInGatewayWordsTest {

  private final WireServer server = WireServer.started();

  private HttpResponse<String> loose(String body) {
    return server.post("/gateway/loose", body, "Roles", "integrator");
  }

  private static void assertAnswer(HttpResponse<String> answer, int status, String body) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void nobody_is_told_what_the_document_says_and_nothing_else() {
    HttpResponse<String> answer = server.get("/gateway/me");
    assertAnswer(answer, 401, "{\"detail\":\"Authentication credentials were not provided.\"}");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Token");
  }

  @Test
  void somebody_else_is_refused() {
    assertAnswer(
        server.get("/gateway/me", "Roles", "user,admin"),
        403,
        "{\"detail\":\"This is for the role integrator.\"}");
    assertThat(server.get("/gateway/me", "Roles", "integrator").statusCode()).isEqualTo(200);
  }

  @Test
  void an_integrator_is_let_in_nowhere_else_for_reading_or_writing() {
    String everybody = "/gateway/everybody-known";
    assertThat(server.get(everybody, "Roles", "user").statusCode()).isEqualTo(200);
    assertThat(server.get(everybody, "Roles", "integrator").statusCode()).isEqualTo(403);
    assertThat(server.post("/key", "{}", "Roles", "integrator").statusCode()).isEqualTo(403);
    assertThat(server.post("/admins", "", "Roles", "integrator").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409, 422})
  void a_wrong_request_is_told_its_code(int status) {
    assertAnswer(
        server.get("/gateway/refused?status=" + status),
        status,
        "{\"code\":\"%d\",\"error\":\"BILL_ALREADY_PAID\"}".formatted(status));
  }

  @Test
  void anything_else_is_told_in_a_sentence() {
    assertAnswer(server.get("/gateway/refused?status=404"), 404, "{\"detail\":\"It is so.\"}");
    HttpResponse<String> locked = server.get("/gateway/refused?status=429");
    assertAnswer(locked, 429, "{\"detail\":\"Too many failed attempts; try again in 7 seconds.\"}");
    assertThat(locked.headers().firstValue("Retry-After")).hasValue("7");
    HttpResponse<String> broken = server.get("/gateway/fails");
    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(broken.body()).startsWith("{\"detail\":\"Something broke").doesNotContain("secret");
  }

  @Test
  void bad_fields_are_named_all_at_once() {
    HttpResponse<String> answer = loose("{\"amount\":\"x\",\"phone\":12}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("{\"code\":\"400\",\"error\":\"INVALID_FIELD\",\"detail\":\"")
        .contains("\"errors\":[{\"field\":\"text\"", "\"field\":\"amount\"", "\"field\":\"phone\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"1061103482\"|\"18590\"|\"771234567\"",
        "\"\\t1061103482\"|\"\\t18590\"|\" 221771234567\"",
        "1061103482|18590|771234567",
        "\" 1061103482 \"|18590.00|\"+221771234567\"",
      })
  void fields_are_read_as_strings_or_numbers_with_blanks_around_them(
      String text, String amount, String phone) {
    HttpResponse<String> answer =
        loose("{\"text\":%s,\"amount\":%s,\"phone\":%s}".formatted(text, amount, phone));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"text\":\"1061103482\"", "\"amount\":18590", "\"phone\":771234567");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "[]", "{}", "\" \"", "\"a\\u0000b\"", "\"12345678901\""})
  void other_texts_are_refused_without_being_shown(String text) {
    HttpResponse<String> answer =
        loose("{\"text\":%s,\"amount\":1,\"phone\":771234567}".formatted(text));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"text\"").doesNotContain("12345678901");
  }

  @Test
  void a_fingerprint_without_a_secret_is_the_same_whatever_the_secret() {
    String form = "{\"text\":\"a\",\"amount\":%d,\"phone\":771234567,\"pin\":\"%s\"}";
    String body = loose(form.formatted(1, "1001")).body();
    assertThat(loose(form.formatted(1, "2002")).body()).isEqualTo(body);
    assertThat(loose(form.formatted(2, "1001")).body()).isNotEqualTo(body);
  }
}
