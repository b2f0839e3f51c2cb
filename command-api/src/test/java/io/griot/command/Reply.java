package io.griot.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server answered. */
public record Reply(HttpResponse<String> response) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  public int status() {
    return response.statusCode();
  }

  public String body() {
    return response.body();
  }

  public JsonNode json() {
    return MAPPER.readTree(response.body());
  }

  public String text(String member) {
    return json().path(member).asString();
  }

  public UUID id() {
    return UUID.fromString(text("id"));
  }

  public Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  public boolean hit() {
    return header("Idempotency-Hit").isPresent();
  }

  public Reply expect(int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return this;
  }

  /** A problem document with that code that names that field. */
  public Reply expectProblem(int status, String code, String field) {
    expect(status);
    assertThat(header("Content-Type")).hasValue("application/problem+json");
    assertThat(text("code")).as(body()).isEqualTo(code);
    assertThat(json().path("errors").findValuesAsString("field")).as(body()).contains(field);
    return this;
  }
}
