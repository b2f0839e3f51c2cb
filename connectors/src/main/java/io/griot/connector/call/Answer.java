package io.griot.connector.call;

import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a provider answered, whatever it is.
 *
 * @param from the provider's name for a person
 */
public record Answer(String from, int status, String body) {

  // Which of two fields of one name counts, nobody can say; nor what follows the end.
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Whether the provider itself says that something went wrong with it. */
  public boolean isFault() {
    return status >= 500;
  }

  /**
   * The body as JSON, whatever the status.
   *
   * @throws CallFailed saying what it is instead
   */
  public JsonNode json() throws CallFailed {
    if (body.isBlank()) {
      throw new CallFailed(from + " answered with nothing" + whenAFault() + ".");
    }
    if (body.stripLeading().startsWith("<")) {
      throw new CallFailed(from + " answered with a web page" + whenAFault() + ".");
    }
    try {
      // Some back ends begin with a byte-order mark.
      return JSON.readTree(body.startsWith("\uFEFF") ? body.substring(1) : body);
    } catch (JacksonException unreadable) {
      throw new CallFailed(from + "'s answer is broken" + whenAFault() + ".");
    }
  }

  /**
   * A part of a body in the shape that the provider's document gives it.
   *
   * @throws CallFailed if it has another
   */
  public <T> T read(JsonNode part, Class<T> shape) throws CallFailed {
    T value;
    try {
      value = part.isObject() ? JSON.treeToValue(part, shape) : null;
    } catch (JacksonException unreadable) {
      value = null;
    }
    if (value == null) {
      throw unexpected();
    }
    return value;
  }

  /** It can be read, and is not what the provider's document says. */
  public CallFailed unexpected() {
    return new CallFailed(
        status >= 400
            ? "%s answered with an error (%d).".formatted(from, status)
            : from + "'s answer is not what its document says.");
  }

  private String whenAFault() {
    return status >= 400 ? String.format(Locale.ROOT, " and an error (%d)", status) : "";
  }

  /** Without the body, which may hold a token or a customer's name. */
  @Override
  public String toString() {
    return "Answer[from=" + from + ", status=" + status + "]";
  }
}
