package io.griot.wire;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A hash that tells requests apart, but not spellings of the same one. */
final class Fingerprint {

  private Fingerprint() {}

  static String of(String operation, Json body) {
    StringBuilder canonical = new StringBuilder(operation).append('\n');
    append(canonical, body);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static void append(StringBuilder canonical, Json value) {
    switch (value) {
      case Json.Members(Map<String, Json> byName) -> {
        canonical.append('{');
        new TreeMap<>(byName)
            .forEach(
                (name, member) -> {
                  if (!(member instanceof Json.Nothing)) {
                    appendText(canonical, name);
                    append(canonical, member);
                  }
                });
        canonical.append('}');
      }
      case Json.Items(List<Json> inOrder) -> {
        canonical.append('[');
        inOrder.forEach(item -> append(canonical, item));
        canonical.append(']');
      }
      case Json.Text(String text) -> appendText(canonical, text);
      case Json.Numeral(String spelling) -> canonical.append('#').append(canonical(spelling));
      case Json.Truth(boolean truth) -> canonical.append(truth ? 't' : 'f');
      case Json.Nothing ignored -> canonical.append('n');
    }
  }

  private static String canonical(String numeral) {
    try {
      // Never written out: an exponent of a few digits could stand for gigabytes.
      BigDecimal number = new BigDecimal(numeral).stripTrailingZeros();
      return number.unscaledValue() + "e" + -(long) number.scale();
    } catch (NumberFormatException exponentTooLarge) {
      return numeral;
    }
  }

  /** With its length, so that no text can look like another one's end and a next one's start. */
  private static void appendText(StringBuilder canonical, String text) {
    canonical.append('"').append(text.length()).append(':').append(text);
  }
}
