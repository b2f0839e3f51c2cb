package io.griot.wire;

import java.util.List;
import java.util.Map;

/** Writes JSON without blanks, numbers as they were spelled. */
final class JsonSpelling {

  private static final char FIRST_PRINTABLE = ' ';

  private JsonSpelling() {}

  static String of(Json value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private static void append(StringBuilder text, Json value) {
    switch (value) {
      case Json.Members(Map<String, Json> byName) -> {
        text.append('{');
        String before = "";
        for (Map.Entry<String, Json> member : byName.entrySet()) {
          text.append(before);
          quote(text, member.getKey());
          text.append(':');
          append(text, member.getValue());
          before = ",";
        }
        text.append('}');
      }
      case Json.Items(List<Json> inOrder) -> {
        text.append('[');
        String before = "";
        for (Json item : inOrder) {
          text.append(before);
          append(text, item);
          before = ",";
        }
        text.append(']');
      }
      case Json.Text(String string) -> quote(text, string);
      case Json.Numeral(String spelling) -> text.append(spelling);
      case Json.Truth(boolean truth) -> text.append(truth);
      case Json.Nothing ignored -> text.append("null");
    }
  }

  private static void quote(StringBuilder text, String string) {
    text.append('"');
    for (int index = 0; index < string.length(); index++) {
      char character = string.charAt(index);
      if (character == '"' || character == '\\') {
        text.append('\\').append(character);
      } else if (character < FIRST_PRINTABLE || isLone(string, index)) {
        text.append("\\u%04x".formatted((int) character));
      } else {
        text.append(character);
      }
    }
    text.append('"');
  }

  /** Half a character cannot be written in UTF-8, but escaped it can. */
  private static boolean isLone(String string, int index) {
    char character = string.charAt(index);
    if (Character.isHighSurrogate(character)) {
      return index + 1 == string.length() || !Character.isLowSurrogate(string.charAt(index + 1));
    }
    return Character.isLowSurrogate(character)
        && (index == 0 || !Character.isHighSurrogate(string.charAt(index - 1)));
  }
}
