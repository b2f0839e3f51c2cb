package io.griot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AnsweringProblemsTest {

  private final WireServer server = WireServer.started();

  @Test
  void answers_an_unknown_path() {
    assertProblem(server.get("/nothing/here"), 404, "NOT_FOUND");
    assertProblem(server.get("/error"), 404, "NOT_FOUND");
  }

  @Test
  void answers_an_unknown_method_with_those_there_are() {
    HttpResponse<String> answer = server.get("/read");
    assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    assertThat(answer.body()).contains("This path has no GET; it has POST.");
  }

  @Test
  void answers_who_accepts_something_else() {
    assertProblem(server.get("/amounts", "Accept", "image/png"), 406, "NOT_ACCEPTABLE");
    assertProblem(
        server.get("/refused?code=SAME_ACCOUNT", "Accept", "image/png"), 422, "SAME_ACCOUNT");
  }

  @ParameterizedTest
  @CsvSource({
    "AMOUNT_TOO_PRECISE, 400",
    "WALLET_NOT_FOUND, 404",
    "EXTERNAL_REFERENCE_TAKEN, 409",
    "INSUFFICIENT_AVAILABLE_FUNDS, 422",
  })
  void answers_a_rules_refusal_by_its_kind(String code, int status) {
    HttpResponse<String> answer = server.get("/refused?code=" + code);
    assertProblem(answer, status, code);
    assertThat(answer.body())
        .contains("\"detail\":\"It is so.\"")
        .contains("\"errors\":[{")
        .contains("\"field\":\"from_wallet\"");
    assertThat(answer.headers().firstValue("Idempotency-Hit")).hasValue("true");
  }

  @Test
  void writes_the_same_document_in_every_process() {
    Problem problem = Problem.of(422, "REFUSED", "amount", "It is so.");
    for (String member : List.of("index", "incident", "limit", "wallet", "currency", "after")) {
      problem = problem.with(member, 1);
    }
    assertThat(problem.members().keySet())
        .containsExactly(
            "type",
            "title",
            "status",
            "detail",
            "code",
            "errors",
            "index",
            "incident",
            "limit",
            "wallet",
            "currency",
            "after");
    assertThat(problem.members().get("errors")).hasToString("[{field=amount, message=It is so.}]");
  }

  @Test
  void names_the_type_after_the_code() {
    assertThat(server.get("/refused?code=INSUFFICIENT_AVAILABLE_FUNDS").body())
        .contains("\"type\":\"/problems/insufficient-available-funds\"")
        .contains("\"title\":\"Unprocessable");
  }

  @Test
  void says_when_to_try_again() {
    HttpResponse<String> locked = server.get("/locked");
    assertProblem(locked, 429, "TOO_MANY_ATTEMPTS");
    assertThat(locked.headers().firstValue("Retry-After")).hasValue("2");
    HttpResponse<String> unavailable = server.get("/unavailable");
    assertProblem(unavailable, 503, "LEDGER_UNAVAILABLE");
    assertThat(unavailable.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(unavailable.body()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/no-connection", "/no-transaction"})
  void says_that_the_database_does_not_answer(String path) {
    HttpResponse<String> answer = server.get(path);
    assertProblem(answer, 503, "DATABASE_UNAVAILABLE");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.body()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/broken", "/disk-full", "/filter-fails"})
  void hides_a_fault_behind_an_incident(String path) {
    HttpResponse<String> answer = server.get(path);
    assertProblem(answer, 500, "INTERNAL_ERROR");
    assertThat(answer.body()).contains("\"incident\":\"").doesNotContain("secret", "Exception");
  }

  @Test
  void answers_what_a_filter_refuses() {
    assertProblem(server.get("/filter-refuses"), 403, "FORBIDDEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1-1-1-1-1", "0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b", "%00", "%FF"})
  void refuses_a_path_id_that_is_none(String id) {
    HttpResponse<String> answer = server.get("/things/" + id);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
  }

  @Test
  void names_a_bad_path_id() {
    assertThat(server.get("/things/abc").body()).contains("\"field\":\"id\"", "send a UUID");
  }

  @Test
  void answers_a_parameter_that_is_missing_or_none() {
    assertThat(server.get("/refused").body()).contains("\"field\":\"code\"", "is missing");
    assertProblem(server.get("/refused?code=NOPE"), 400, "INVALID_FIELD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /read[] HTTP/1.1||",
        "BROKEN||",
        "GET /things/%zz HTTP/1.1||",
        "GET / HTTP/1.1|Content-Length: no|",
        "POST /read HTTP/1.1|Content-Length: 50|{",
        "POST /read HTTP/1.1|Transfer-Encoding: chunked|zz",
      })
  void answers_what_is_not_http_without_a_page_of_tomcats(
      String requestLine, @Nullable String header, @Nullable String body) {
    String answer =
        server.raw(
            String.join(
                "\r\n",
                requestLine,
                "Host: x",
                "Connection: close",
                "Content-Type: application/json",
                header == null ? "X: y" : header,
                "",
                body == null ? "" : body + "\r\n"));
    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("<html", "Tomcat", "Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/amounts", "/amounts/", "/numbers?limit=2", "/numbers/?limit=2"})
  void answers_with_and_without_a_trailing_slash(String path) {
    assertThat(server.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void answers_a_post_with_a_trailing_slash_without_a_redirect() {
    assertThat(server.post("/optional/", "{\"name\":1}").body()).isEqualTo("true");
  }

  @Test
  void lets_in_only_whom_an_endpoint_allows() {
    HttpResponse<String> anonymous = server.post("/admins", "");
    assertProblem(anonymous, 401, "NOT_AUTHENTICATED");
    assertThat(anonymous.body()).contains("Authentication credentials were not provided.");
    assertThat(anonymous.headers().firstValue("WWW-Authenticate")).isPresent();
    HttpResponse<String> user = server.post("/admins", "", "Roles", "user");
    assertProblem(user, 403, "ROLE_REQUIRED");
    assertThat(user.body()).contains("This is for the role admin.");
    assertThat(server.post("/admins", "", "Roles", "user,admin").statusCode()).isEqualTo(200);
  }

  @Test
  void lets_watchers_write_nothing() {
    assertThat(server.post("/key", "{}", "Roles", "user").statusCode()).isEqualTo(200);
    assertProblem(server.post("/key", "{}", "Roles", "user,auditor"), 403, "ROLE_REQUIRED");
    assertProblem(server.post("/key", "{}", "Roles", "user,recon"), 403, "ROLE_REQUIRED");
    assertThat(server.post("/key", "{}", "Roles", "user,auditor,admin").statusCode())
        .isEqualTo(200);
    assertThat(server.get("/amounts", "Roles", "auditor").statusCode()).isEqualTo(200);
  }

  @Test
  void answers_a_body_to_a_method_that_reads_none() {
    assertThat(
            server
                .send(server.request("/read").method("TRACE", BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(405);
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
    assertThat(answer.body()).contains("\"status\":" + status, "\"code\":\"" + code + "\"");
  }
}
