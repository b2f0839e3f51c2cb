package io.griot.connector.call;

import io.griot.connector.Credential;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a provider.
 *
 * @param path behind its address, with the query, encoded
 * @param header the one that says who calls; its value is never printed
 * @param body serialized as JSON; null for none, with GET
 */
public record Request(
    String path, @Nullable String header, @Nullable Credential credential, @Nullable Object body) {

  /** A question. */
  public static Request get(String path, String header, Credential credential) {
    return new Request(path, header, credential, null);
  }

  /** Anything that may change something there. */
  public static Request post(
      String path, @Nullable String header, @Nullable Credential credential, Object body) {
    return new Request(path, header, credential, body);
  }

  /** A value as part of a path or of a query. */
  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A query, in the order given. */
  public static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&", "?", ""));
  }

  /** Without what it holds: a customer's reference, a PIN. */
  @Override
  public String toString() {
    return "Request";
  }
}
