package io.griot.server;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server answered; a failing test prints all of it. */
record Reply(int status, HttpHeaders headers, String body) {

  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  static Reply of(HttpResponse<String> response) {
    return new Reply(
        response.statusCode(), response.headers(), Objects.requireNonNullElse(response.body(), ""));
  }

  JsonNode json() {
    return JSON.readTree(body);
  }

  /** The text of a member. */
  String text(String member) {
    return json().required(member).asString();
  }

  String header(String name) {
    return headers
        .firstValue(name)
        .orElseThrow(() -> new AssertionError("No header " + name + " in " + this));
  }

  boolean isHit() {
    return headers.firstValue("Idempotency-Hit").equals(Optional.of("true"));
  }

  long position() {
    return Long.parseLong(header("Ledger-Position"));
  }

  /** The same answer, if it has the status. */
  Reply with(int expected) {
    if (status != expected) {
      throw new AssertionError("Not " + expected + " but " + this);
    }
    return this;
  }
}
