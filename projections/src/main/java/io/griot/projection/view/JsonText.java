package io.griot.projection.view;

import java.util.Map;
import java.util.TreeMap;

/** JSON of what views keep as such. */
public final class JsonText {

  private static final char FIRST_PRINTABLE = ' ';

  private JsonText() {}

  /** An object of texts, without the character that PostgreSQL cannot store. */
  public static String object(Map<String, String> texts) {
    if (texts.isEmpty()) {
      return "{}";
    }
    StringBuilder json = new StringBuilder();
    // Sorted, so that whoever writes it writes the same.
    new TreeMap<>(texts)
        .forEach(
            (name, text) -> {
              json.append(json.isEmpty() ? '{' : ',');
              quote(name, json);
              json.append(':');
              quote(text, json);
            });
    return json.append('}').toString();
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (char character : StorableText.of(text).toCharArray()) {
      switch (character) {
        case '"', '\\' -> json.append('\\').append(character);
        default -> {
          if (character < FIRST_PRINTABLE) {
            json.append("\\u%04x".formatted((int) character));
          } else {
            json.append(character);
          }
        }
      }
    }
    json.append('"');
  }
}
