package io.griot.sandbox.exchange;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a client sent; it does not print itself, since it carries PINs and keys. */
public final class Call {
  private static final int LARGEST_BODY = 1 << 20;

  private final String method;
  private final List<String> path;
  private final Map<String, String> query;
  private final Headers headers;
  private final byte[] body;

  private Call(
      String method, List<String> path, Map<String, String> query, Headers headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
  }

  public static Call read(HttpExchange exchange) throws IOException {
    return new Call(
        exchange.getRequestMethod(),
        Arrays.stream(exchange.getRequestURI().getPath().split("/", -1))
            .filter(segment -> !segment.isEmpty())
            .toList(),
        parameters(exchange.getRequestURI().getRawQuery()),
        exchange.getRequestHeaders(),
        exchange.getRequestBody().readNBytes(LARGEST_BODY));
  }

  private static Map<String, String> parameters(@Nullable String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  public String method() {
    return method;
  }

  /** The path's segments; a trailing slash makes no difference. */
  public List<String> path() {
    return path;
  }

  /** A parameter of the address, empty if it is not there. */
  public String query(String name) {
    return query.getOrDefault(name, "").strip();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  /** The JSON object in the body, empty if it is not one. */
  public Optional<ObjectNode> json() {
    return Json.read(body);
  }
}
