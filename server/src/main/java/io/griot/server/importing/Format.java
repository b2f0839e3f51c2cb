package io.griot.server.importing;

import io.griot.server.settings.StartRefused;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of file that can be taken in.
 *
 * @param columns all it has
 * @param required those it cannot do without
 * @param strict a misspelt column must not silently lose what it holds
 * @param rows reads its lines
 */
record Format(
    String name,
    List<String> columns,
    List<String> required,
    boolean strict,
    Function<ImportFile, RowFormat> rows) {

  static final Format GRIOT =
      new Format(
          "griot",
          List.of(
              "reference", "kind", "from", "to", "amount", "currency", "remarks", "effective_at"),
          List.of("reference", "from", "to", "amount"),
          true,
          _ -> new GriotRows());

  static final Format PAYSIM =
      new Format(
          "paysim",
          List.of(
              "step",
              "type",
              "amount",
              "nameOrig",
              "oldbalanceOrg",
              "newbalanceOrig",
              "nameDest",
              "oldbalanceDest",
              "newbalanceDest",
              "isFraud",
              "isFlaggedFraud"),
          List.of("type", "amount", "nameOrig", "oldbalanceOrg", "nameDest", "oldbalanceDest"),
          false,
          file -> new PaysimRows(file.sha256()));

  private static final List<Format> ALL = List.of(GRIOT, PAYSIM);

  Format {
    columns = List.copyOf(columns);
    required = List.copyOf(required);
  }

  /**
   * The format of that name.
   *
   * @throws StartRefused if there is none
   */
  static Format named(String name) {
    return ALL.stream()
        .filter(format -> format.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new StartRefused(
                    "--format is \""
                        + name
                        + "\": give "
                        + ALL.stream().map(Format::name).collect(Collectors.joining(" or "))
                        + "."));
  }

  /**
   * The columns of a file.
   *
   * @throws StartRefused if the header does not do
   */
  Columns columns(String fileName, Line header) {
    String subject = "The first line of " + fileName + " ";
    List<String> names;
    try {
      names = Columns.split(header).stream().map(String::strip).toList();
    } catch (MalformedRow e) {
      throw new StartRefused(subject + e.getMessage() + ": " + wanted() + ".", e);
    }
    List<String> missing = required.stream().filter(name -> !names.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new StartRefused(
          subject + "names no column " + String.join(", ", missing) + ": " + hint(names) + ".");
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (strict && !columns.contains(name)) {
        throw new StartRefused(subject + "names a column \"" + name + "\": " + wanted() + ".");
      }
      if (!seen.add(name)) {
        throw new StartRefused(subject + "names the column \"" + name + "\" twice.");
      }
    }
    return new Columns(names);
  }

  private String hint(List<String> names) {
    return ALL.stream()
        .filter(other -> !other.equals(this) && names.containsAll(other.required))
        .findFirst()
        .map(other -> "it looks like --format " + other.name)
        .orElse(wanted());
  }

  private String wanted() {
    return "format " + name + " has " + String.join(",", columns);
  }
}
