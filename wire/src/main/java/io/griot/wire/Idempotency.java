package io.griot.wire;

import io.griot.core.IdempotencyKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The request's {@code Idempotency-Key}, if it has one; controllers take it as a parameter.
 *
 * @param key 1 to 255 printable ASCII characters
 */
public record Idempotency(@Nullable String key) {

  public static final String HEADER = "Idempotency-Key";

  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,255}");

  /** The key of one principal for one request, or null if the client chose none. */
  public @Nullable IdempotencyKey of(String actor, String fingerprint) {
    return key == null ? null : new IdempotencyKey(actor, key, fingerprint);
  }

  /** Whether a text can be a key. */
  public static boolean isKey(String text) {
    return PRINTABLE.matcher(text).matches() && !text.isBlank();
  }

  static Idempotency from(HttpServletRequest request) {
    List<String> sent = Collections.list(request.getHeaders(HEADER));
    if (sent.isEmpty()) {
      return new Idempotency(null);
    }
    if (sent.size() > 1) {
      throw RefusedRequest.badField(HEADER, "is there twice; send it once");
    }
    String key = sent.getFirst();
    if (!isKey(key)) {
      throw RefusedRequest.badField(
          HEADER, Shown.quoted(key) + " will not do; send 1 to 255 printable ASCII characters");
    }
    return new Idempotency(key);
  }
}
