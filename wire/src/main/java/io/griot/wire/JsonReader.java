package io.griot.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON strictly: no duplicate names, nothing after the value, no values that JSON lacks. */
final class JsonReader {

  private static final int DEEPEST = 20;

  /** Enough to find the mistake; an answer that named them all would outgrow the request. */
  private static final int DUPLICATES_NAMED = 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(200).build())
          .build();

  private JsonReader() {}

  /**
   * Reads one value.
   *
   * @throws RefusedRequest 400 that says where the text is not JSON, or which names are double
   */
  static Json read(byte[] body) {
    List<FieldFault> duplicates = new ArrayList<>();
    Json value;
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      try {
        JsonToken first = parser.nextToken();
        if (first == null) {
          throw empty();
        }
        value = value(parser, first, new Path.Root(), duplicates);
        if (parser.nextToken() != null) {
          throw malformed("goes on after its end", parser.currentTokenLocation());
        }
      } catch (JacksonException fault) {
        TokenStreamLocation location = fault.getLocation();
        throw malformed(
            "is not valid JSON", location == null ? parser.currentLocation() : location);
      }
    }
    if (!duplicates.isEmpty()) {
      throw new RefusedRequest(Problem.malformed(duplicates));
    }
    return value;
  }

  static RefusedRequest empty() {
    return new RefusedRequest(
        Problem.of(400, "MALFORMED_JSON", "The body is empty; send a JSON object."));
  }

  /**
   * Where a value stands, spelled out only for those that a fault names: long names around many
   * short members would otherwise be copied for each of them.
   */
  private sealed interface Path {
    record Root() implements Path {}

    record Member(Path parent, String name) implements Path {}

    record Item(Path parent, int index) implements Path {}

    default String text() {
      return switch (this) {
        case Root() -> "";
        case Member(Path parent, String name) -> {
          String before = parent.text();
          yield before.isEmpty() ? name : before + "." + name;
        }
        case Item(Path parent, int index) -> parent.text() + "[" + index + "]";
      };
    }
  }

  private static Json value(
      JsonParser parser, JsonToken token, Path path, List<FieldFault> duplicates) {
    return switch (token) {
      case START_OBJECT -> members(parser, path, duplicates);
      case START_ARRAY -> items(parser, path, duplicates);
      case VALUE_STRING -> new Json.Text(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Numeral(parser.getString());
      case VALUE_TRUE -> new Json.Truth(true);
      case VALUE_FALSE -> new Json.Truth(false);
      case VALUE_NULL -> Json.Nothing.NULL;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("No value begins with " + token);
    };
  }

  private static Json members(JsonParser parser, Path path, List<FieldFault> duplicates) {
    Map<String, Json> byName = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Path member = new Path.Member(path, name);
      Json value = value(parser, parser.nextToken(), member, duplicates);
      if (byName.put(name, value) != null && duplicates.size() < DUPLICATES_NAMED) {
        duplicates.add(
            FieldFault.invalid(Shown.cut(member.text()), "is there twice; send it once"));
      }
    }
    return new Json.Members(byName);
  }

  private static Json items(JsonParser parser, Path path, List<FieldFault> duplicates) {
    List<Json> inOrder = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      inOrder.add(value(parser, token, new Path.Item(path, inOrder.size()), duplicates));
    }
    return new Json.Items(inOrder);
  }

  private static RefusedRequest malformed(String fault, TokenStreamLocation location) {
    return new RefusedRequest(
        Problem.of(
                400,
                "MALFORMED_JSON",
                "The body %s at line %d, column %d."
                    .formatted(fault, location.getLineNr(), location.getColumnNr()))
            .with("line", location.getLineNr())
            .with("column", location.getColumnNr()));
  }
}
