package io.griot.sandbox.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * One exchange as a document shows it, in {@code golden/<provider>/<name>.request.json} and {@code
 * .response.json}. README.md beside them says where the documents contradict themselves.
 *
 * @param body missing where nothing is sent
 * @param answer missing where the answer is empty
 */
public record Golden(
    String provider,
    String name,
    String method,
    String path,
    Map<String, String> headers,
    JsonNode body,
    int status,
    JsonNode answer) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** In an order in which a fresh sandbox answers all of them. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "wizall",
          List.of(
              "token",
              "unauthenticated",
              "senelec-bills",
              "senelec-payment",
              "senelec-payment-repeated",
              "senelec-policies",
              "senelec-policy-added",
              "senelec-policy-removed",
              "senelec-policy-removed-unknown",
              "sde-bills",
              "sde-payment",
              "sde-payment-repeated",
              "sde-references",
              "sde-reference-added",
              "sde-reference-removed",
              "sde-reference-removed-unknown",
              "woyofal-purchase",
              "woyofal-meters",
              "woyofal-meter-added",
              "woyofal-meter-removed",
              "woyofal-meter-removed-unknown",
              "airtime-purchase"),
          "regideso",
          List.of(
              "unauthenticated",
              "bills",
              "bills-in-another-province",
              "bills-of-unknown-client",
              "payment",
              "payment-of-settled-bill",
              "payment-of-foreign-bill",
              "transaction",
              "transaction-unknown"));

  /** The names of a provider's exchanges. */
  public static List<String> names(String provider) {
    return NAMES.getOrDefault(provider, List.of());
  }

  /**
   * Reads one exchange.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Golden read(String provider, String name) {
    JsonNode request = tree(provider, name, "request");
    JsonNode response = tree(provider, name, "response");
    Map<String, String> headers = new LinkedHashMap<>();
    request
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().stringValue()));
    return new Golden(
        provider,
        name,
        request.path("method").stringValue(),
        request.path("path").stringValue(),
        headers,
        request.path("body"),
        response.path("status").intValue(),
        response.path("body"));
  }

  /** The body to send, empty where there is none. */
  public String text() {
    return body instanceof MissingNode ? "" : MAPPER.writeValueAsString(body);
  }

  private static JsonNode tree(String provider, String name, String kind) {
    String file = "/golden/" + provider + "/" + name + "." + kind + ".json";
    try (InputStream in = Golden.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no " + file + ".");
      }
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return provider + "/" + name;
  }
}
