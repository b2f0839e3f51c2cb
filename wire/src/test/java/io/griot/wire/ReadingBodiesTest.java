package io.griot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadingBodiesTest {

  private static final String WALLET = "\"wallet\":\"0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3\"";

  private final WireServer server = WireServer.started();

  @Test
  void takes_a_good_body_whole() {
    HttpResponse<String> answer =
        server.post(
            "/read",
            "{\"text\":\"hello\",\"note\":\"ok\","
                + WALLET
                + ",\"amount\":\"10.50\",\"currency\":\"ETB\",\"at\":\"2026-01-02T03:04:05\","
                + "\"flag\":true,\"phone\":\"0911 23 45 67\",\"unknown\":[1,{}]}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"text\":\"hello\",\"note\":\"ok\","
                + WALLET
                + ",\"amount\":10.50,\"currency\":\"ETB\",\"at\":\"2026-01-02T00:04:05Z\","
                + "\"flag\":true,\"phone\":\"+251911234567\"}");
  }

  @Test
  void counts_null_as_missing() {
    HttpResponse<String> optional = server.post("/read", good("note", "null"));
    assertThat(optional.statusCode()).isEqualTo(200);
    assertRefused(server.post("/read", good("text", "null")), "text", "is missing; send it");
  }

  @Test
  void names_every_bad_field_at_once() {
    HttpResponse<String> answer =
        server.post("/read", "{\"text\":5,\"wallet\":\"x\",\"amount\":-5,\"flag\":\"true\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
    assertThat(answer.body())
        .contains("\"type\":\"/problems/invalid-field\"")
        .contains("\"code\":\"INVALID_FIELD\"")
        .contains("\"field\":\"text\"", "is a number; send a string")
        .contains("\"field\":\"wallet\"", "is not a UUID")
        .contains("\"field\":\"amount\"", "-5 is not positive; send an amount of at least 10")
        .contains("\"field\":\"flag\"", "is a string; send true or false, without quotes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "text|\"\"|is empty; send at least one character",
        "text|\"  \"|is blank; send something to read",
        "text|\"12345678901\"|is 11 characters long; send at most 10",
        "text|\"a\\u0000b\"|has a control character",
        "text|\"a\\nb\"|has a control character",
        "text|\"\\ud800\"|lone surrogate",
        "text|true|is a boolean; send a string",
        "text|[]|is a list; send a string",
        "text|{}|is an object; send a string",
        "wallet|1|is a number; send a UUID in a string",
        "wallet|\"1-1-1-1-1\"|is not a UUID",
        "amount|0|0 is not positive; send an amount of at least 10",
        "amount|-0.00|is not positive",
        "amount|9.99|9.99 is too small; send an amount of at least 10",
        "amount|1e3|1e3 has an exponent; write it out",
        "amount|1.5E1|has an exponent",
        "amount|\"1e3\"|has an exponent",
        "amount|\"+10\"|is not an amount",
        "amount|\" 10\"|is not an amount",
        "amount|\"10,5\"|is not an amount",
        "amount|\"NaN\"|is not an amount",
        "amount|\"\"|is not an amount",
        "amount|\"١٠\"|is not an amount",
        "amount|1000000000000000.01|is too large",
        "amount|\"00000000000000000000000000000000000000010\"|is 41 characters long",
        "amount|true|is a boolean; send an amount",
        "amount|{}|is an object; send an amount",
        "currency|\"etb\"|is not a currency; send an ISO 4217 code such as ETB",
        "currency|\"XXX\"|is not a currency",
        "currency|5|is a number; send an ISO 4217 code",
        "at|\"yesterday\"|is not a time; write it as 2026",
        "at|\"2026-02-30\"|is not a time",
        "at|\"2026-01-01T25:00:00Z\"|is not a time",
        "at|\"0000-12-31T23:59:59Z\"|is not a time",
        "at|\"0001-01-01T00:00:00+03:00\"|is not a time",
        "at|1700000000|is a number; send a time in a string",
        "flag|1|is a number; send true or false",
        "flag|\"true\"|is a string; send true or false",
        "phone|\"12\"|is not a valid phone number",
        "phone|911234567|is a number; send a string",
        "note|\"123456\"|is 6 characters long; send at most 5",
      })
  void says_what_is_wrong_with_a_value(String field, String value, String fault) {
    assertRefused(server.post("/read", good(field, value)), field, fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "10.00", "\"10\"", "1000000000000000", "10.123456"})
  void takes_amounts_exactly(String amount) {
    HttpResponse<String> answer = server.post("/read", good("amount", amount));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"amount\":" + amount.replace("\"", "") + ",");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02, 2026-01-01T21:00:00Z",
    "2026-01-02T03:04, 2026-01-02T00:04:00Z",
    "2026-01-02T03:04:05.5Z, 2026-01-02T03:04:05.500Z",
    "2026-01-02 03:04:05+01:00, 2026-01-02T02:04:05Z",
    "2026-01-02T03:04:05-01:00, 2026-01-02T04:04:05Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
  })
  void reads_times_with_an_offset_or_in_its_zone(String sent, String read) {
    assertThat(server.post("/read", good("at", '"' + sent + '"')).body())
        .contains("\"at\":\"" + read + "\"");
  }

  @Test
  void does_not_show_a_text_with_a_control_character() {
    assertThat(server.post("/read", good("text", "\"pass\\nword\"")).body())
        .contains("has a control character")
        .doesNotContain("word");
  }

  @Test
  void names_no_more_duplicate_fields_than_help() {
    String body = "{\"a\":1" + ",\"a\":1".repeat(100_000) + "}";
    assertThat(server.post("/read", body).body()).contains("is there twice").hasSizeLessThan(5_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
  void leaves_a_form_unread(String method) {
    assertThat(
            server.raw(
                method
                    + " /read HTTP/1.1\r\nHost: griot\r\nConnection: close\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 1000000000\r\n\r\na=1"))
        .startsWith("HTTP/1.1 405");
  }

  @Test
  void refuses_a_duplicate_field_by_name() {
    assertRefused(
        server.post("/read", "{\"amount\":10,\"amount\":10}"), "amount", "is there twice");
    assertRefused(
        server.post("/nested", "{\"items\":[{\"amount\":1},{\"amount\":1,\"amount\":2}]}"),
        "items[1].amount",
        "is there twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"text\":|1",
        "{\"text\": nope}|1",
        "{\"a\":1,}|1",
        "{'a':1}|1",
        "{\"a\":NaN}|1",
        "{\"a\":+1}|1",
        "{\"a\":01}|1",
        "{\"a\":1} x|1",
        "{\"a\":1}{\"b\":2}|1",
        "{\"a\":\"\\x\"}|1",
        "/* c */{}|1",
      })
  void says_where_json_is_broken(String body, int line) {
    HttpResponse<String> answer = server.post("/read", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"code\":\"MALFORMED_JSON\"", "at line " + line + ", column ")
        .doesNotContain("jackson", "Stream", "token");
  }

  @Test
  void names_the_line_of_a_fault_further_down() {
    assertThat(server.post("/read", "{\n\"a\": 1,\n\"b\": oops\n}").body()).contains("line 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "5", "\"text\"", "null", "true"})
  void refuses_a_body_that_is_no_object(String body) {
    HttpResponse<String> answer = server.post("/read", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("send a JSON object");
  }

  @Test
  void refuses_an_empty_body_unless_it_is_optional() {
    assertThat(server.post("/read", "").statusCode()).isEqualTo(400);
    assertThat(server.post("/read", "  \n").body()).contains("The body is empty");
    assertThat(server.post("/optional", "").body()).isEqualTo("false");
    assertThat(server.post("/optional", "{\"name\":1}").body()).isEqualTo("true");
  }

  @Test
  void refuses_bytes_that_are_not_utf8() {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/read", "Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofByteArray(
                        new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})));
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void refuses_another_content_type() {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/read", "Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("send application/json");
    assertThat(
            server.send(server.request("/read").POST(BodyPublishers.ofString("{}"))).statusCode())
        .isEqualTo(415);
  }

  @Test
  void refuses_a_body_above_its_limit_announced_or_not() {
    String filler = "{\"text\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
    assertThat(server.post("/read", filler).statusCode()).isEqualTo(413);
    HttpResponse<String> chunked =
        server.send(
            server
                .request("/read", "Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(filler.getBytes(StandardCharsets.UTF_8)))));
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(chunked.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
  }

  @Test
  void takes_a_body_of_exactly_the_limit() {
    String start = "{\"text\":\"hello\"," + WALLET + ",\"amount\":10}";
    String body = start + " ".repeat(JsonBody.ONE_MEBIBYTE - start.length());
    assertThat(server.post("/read", body).statusCode()).isEqualTo(200);
    assertThat(server.post("/read", body + " ").statusCode()).isEqualTo(413);
  }

  @Test
  void takes_larger_bodies_where_it_says_so() {
    String item = "{\"name\":\"a\",\"x\":\"" + "x".repeat(1024 * 1024) + "\"}";
    assertThat(server.post("/list", "[" + item + "," + item + "]").body()).isEqualTo("2");
    assertThat(server.post("/list", "[\"" + "x".repeat(5 * 1024 * 1024) + "\"]").statusCode())
        .isEqualTo(413);
  }

  @Test
  void refuses_json_that_nests_too_deep() {
    assertThat(server.post("/read", "{\"a\":" + "[".repeat(5000)).statusCode()).isEqualTo(400);
  }

  @Test
  void reads_a_list_of_objects() {
    assertRefused(server.post("/list", "{}"), "body", "is an object; send a list");
    assertRefused(server.post("/list", "[]"), "body", "has 0 items; send 1 to 3");
    assertRefused(server.post("/list", "[{},{},{},{}]"), "body", "has 4 items; send 1 to 3");
    assertRefused(
        server.post("/list", "[{\"name\":\"a\"},5]"), "[1]", "is a number; send an object");
    assertRefused(server.post("/list", "[{\"name\":\"a\"},{}]"), "[1].name", "is missing");
  }

  @Test
  void names_the_fields_of_nested_objects() {
    assertRefused(
        server.post("/nested", "{\"items\":[{\"amount\":1},{\"amount\":0}]}"),
        "items[1].amount",
        "0 is not positive; send an amount above zero");
    assertRefused(server.post("/nested", "{\"items\":[null]}"), "items[0]", "is null");
    assertRefused(server.post("/nested", "{\"items\":{}}"), "items", "send a list");
  }

  @Test
  void cuts_long_values_in_its_messages() {
    String answer = server.post("/read", good("wallet", '"' + "x".repeat(5000) + '"')).body();
    assertThat(answer).contains("x".repeat(40) + "…").hasSizeLessThan(600);
  }

  private static void assertRefused(HttpResponse<String> answer, String field, String fault) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
    assertThat(answer.body()).contains("\"field\":\"" + field + "\"").contains(fault);
  }

  private static String good(String field, String value) {
    StringBuilder body = new StringBuilder("{");
    if (!field.equals("text")) {
      body.append("\"text\":\"hello\",");
    }
    if (!field.equals("wallet")) {
      body.append(WALLET).append(',');
    }
    if (!field.equals("amount")) {
      body.append("\"amount\":10,");
    }
    return body.append('"').append(field).append("\":").append(value).append('}').toString();
  }
}
