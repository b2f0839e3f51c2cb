package io.griot.sandbox.exchange;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An answer, and whether a payment took place before it was given. */
public final class Reply {
  private static final String JSON = "application/json";

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers;
  private final boolean effect;

  private Reply(
      int status, String contentType, byte[] body, Map<String, String> headers, boolean effect) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.headers = headers;
    this.effect = effect;
  }

  public static Reply json(int status, JsonNode body) {
    return new Reply(status, JSON, Json.bytes(body), Map.of(), false);
  }

  /** The answer to a payment that took place. */
  public static Reply paid(JsonNode body) {
    return new Reply(200, JSON, Json.bytes(body), Map.of(), true);
  }

  public static Reply empty(int status) {
    return new Reply(status, JSON, new byte[0], Map.of(), false);
  }

  static Reply html(int status) {
    String page =
        """
        <html>
        <head><title>%1$d</title></head>
        <body><center><h1>%1$d</h1></center><hr><center>nginx</center></body>
        </html>
        """
            .formatted(status);
    return new Reply(status, "text/html", page.getBytes(StandardCharsets.UTF_8), Map.of(), false);
  }

  Reply header(String name, String value) {
    return new Reply(status, contentType, body, Map.of(name, value), effect);
  }

  Reply half() {
    return new Reply(
        200, contentType, Arrays.copyOf(body, Math.max(1, body.length / 2)), headers, effect);
  }

  boolean effect() {
    return effect;
  }

  /** Sends the answer. */
  public void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    headers.forEach(exchange.getResponseHeaders()::set);
    // To this server a length of 0 means that the length is not known.
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
