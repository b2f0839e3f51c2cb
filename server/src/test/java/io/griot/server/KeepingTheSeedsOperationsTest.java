package io.griot.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The API document against the list of operations from which the wallet platform was begun. */
class KeepingTheSeedsOperationsTest {

  private static final Pattern OPERATION =
      Pattern.compile("[a-z]+(_[a-z0-9]+)*_(list|create|retrieve|update|destroy)");
  private static final Pattern FIELD = Pattern.compile("• \"(\\w+)\":");

  /** What the issues after this one bring, by the beginnings of their names. */
  private static final List<String> LATER = List.of("files_", "subscriptions_");

  /** An operation as the seed describes it by its samples. */
  private static final class Described {
    private final Set<String> request = new TreeSet<>();
    private final Set<String> response = new TreeSet<>();
    private boolean answers;
  }

  private final Map<String, Described> seed = read(seed());
  private final JsonNode document = document();
  private final Map<String, JsonNode> operations = operations();

  @Test
  void the_seeds_samples_are_read() {
    Described transfer = Objects.requireNonNull(seed.get("wallets_send_p2p_create"));
    assertThat(transfer.request)
        .containsExactlyInAnyOrder("from_wallet", "to_wallet", "amount", "remarks");
    assertThat(transfer.response).isEqualTo(transfer.request);
    assertThat(seed.values().stream().filter(each -> !each.request.isEmpty()))
        .hasSizeGreaterThan(20);
    assertThat(seed.values().stream().filter(each -> each.answers)).hasSizeGreaterThan(60);
  }

  @Test
  void every_operation_is_there_but_those_of_later_issues() {
    Set<String> missing = new TreeSet<>(seed.keySet());
    missing.removeAll(operations.keySet());
    System.out.printf("Of %d operations of the seed, missing are %s%n", seed.size(), missing);
    missing.removeIf(name -> LATER.stream().anyMatch(name::startsWith));
    assertThat(seed).hasSize(73);
    assertThat(missing).isEmpty();
  }

  @Test
  void every_operation_takes_and_answers_what_the_seed_shows() {
    List<String> wrong = new ArrayList<>();
    seed.forEach(
        (name, described) -> {
          JsonNode operation = operations.get(name);
          if (operation == null) {
            return;
          }
          Set<String> taken = fields(operation.path("requestBody").path("content"));
          Set<String> answered = new TreeSet<>();
          boolean answers = false;
          for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            if (response.getKey().startsWith("2")) {
              JsonNode content = response.getValue().path("content");
              answers |= !content.isEmpty();
              answered.addAll(fields(content));
            }
          }
          if (!taken.containsAll(described.request)) {
            wrong.add("%s takes %s, not %s".formatted(name, taken, described.request));
          }
          // How the seed writes an object that may hold anything.
          described.response.removeIf(field -> field.matches("property\\d"));
          if (!answered.containsAll(described.response)) {
            wrong.add("%s answers %s, not %s".formatted(name, answered, described.response));
          }
          if (described.answers && !answers) {
            wrong.add(name + " answers nothing");
          }
        });
    assertThat(wrong).isEmpty();
  }

  /** The names of all fields, however deep. */
  private Set<String> fields(JsonNode content) {
    Set<String> names = new TreeSet<>();
    content.forEach(type -> collect(type.path("schema"), names, new HashSet<>()));
    return names;
  }

  private void collect(JsonNode schema, Set<String> names, Set<String> seen) {
    String reference = schema.path("$ref").asString("");
    if (!reference.isEmpty()) {
      if (seen.add(reference)) {
        collect(document.at(reference.substring(1)), names, seen);
      }
      return;
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      names.add(property.getKey());
      collect(property.getValue(), names, seen);
    }
    if (schema.has("items")) {
      collect(schema.path("items"), names, seen);
    }
    for (String combined : List.of("allOf", "anyOf", "oneOf")) {
      schema.path(combined).forEach(part -> collect(part, names, seen));
    }
  }

  private Map<String, JsonNode> operations() {
    Map<String, JsonNode> found = new TreeMap<>();
    document
        .required("paths")
        .forEach(
            methods ->
                methods.forEach(
                    operation ->
                        found.put(operation.required("operationId").asString(), operation)));
    return found;
  }

  private static Map<String, Described> read(List<String> lines) {
    Map<String, Described> operations = new LinkedHashMap<>();
    Described current = new Described();
    Set<String> fields = new HashSet<>();
    for (String line : lines) {
      if (OPERATION.matcher(line).matches()) {
        current = new Described();
        fields = new HashSet<>();
        assertThat(operations.put(line, current)).as(line).isNull();
      } else if (line.equals("Request samples")) {
        fields = current.request;
      } else if (line.equals("Response samples")) {
        fields = current.response;
        current.answers = true;
      } else {
        Matcher field = FIELD.matcher(line);
        if (field.find()) {
          fields.add(field.group(1));
        }
      }
    }
    return operations;
  }

  private static List<String> seed() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared/seeds/wallet-platform.md");
      if (Files.exists(file)) {
        try {
          return Files.readAllLines(file);
        } catch (IOException e) {
          throw new AssertionError(file + " cannot be read", e);
        }
      }
    }
    throw new AssertionError("shared/seeds/wallet-platform.md lies beside no directory above");
  }

  private static JsonNode document() {
    try (InputStream written =
        KeepingTheSeedsOperationsTest.class.getResourceAsStream("/schema/openapi.json")) {
      return Reply.JSON.readTree(Objects.requireNonNull(written, "The build wrote no document"));
    } catch (IOException e) {
      throw new AssertionError("The document cannot be read", e);
    }
  }
}
