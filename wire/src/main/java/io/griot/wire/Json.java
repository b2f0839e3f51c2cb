package io.griot.wire;

import java.util.List;
import java.util.Map;

/** A JSON value as it was sent: numbers keep their spelling. */
sealed interface Json {

  record Members(Map<String, Json> byName) implements Json {}

  record Items(List<Json> inOrder) implements Json {}

  record Text(String value) implements Json {}

  /** An integer or a decimal, spelled as JSON allows. */
  record Numeral(String spelling) implements Json {}

  record Truth(boolean value) implements Json {}

  enum Nothing implements Json {
    NULL
  }

  /** What kind of value it is, in words for the sender. */
  default String kind() {
    return switch (this) {
      case Members ignored -> "an object";
      case Items ignored -> "a list";
      case Text ignored -> "a string";
      case Numeral ignored -> "a number";
      case Truth ignored -> "a boolean";
      case Nothing ignored -> "null";
    };
  }
}
