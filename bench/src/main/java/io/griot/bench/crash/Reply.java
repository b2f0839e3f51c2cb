package io.griot.bench.crash;

import java.net.http.HttpResponse;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a node answered. */
record Reply(
    int status, String type, String retryAfter, boolean isHit, String position, String body) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Reply of(HttpResponse<String> response) {
    return new Reply(
        response.statusCode(),
        header(response, "Content-Type"),
        header(response, "Retry-After"),
        header(response, "Idempotency-Hit").equals("true"),
        header(response, "Ledger-Position"),
        Objects.requireNonNullElse(response.body(), ""));
  }

  JsonNode json() {
    return JSON.readTree(body);
  }

  Reply require(int expected) {
    if (status != expected) {
      throw new Broken("Not " + expected + " but " + this);
    }
    return this;
  }

  /** Whether it says, as a client can read it, when to come again. */
  boolean isProperlyUnavailable() {
    return status == 503
        && type.startsWith("application/problem+json")
        && retryAfter.matches("\\d{1,4}");
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
