package io.griot.server.importing;

import io.griot.server.settings.StartRefused;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of file that can be taken in. */
enum Format {
  GRIOT(
      Columns.of(
          "reference", "kind", "from", "to", "amount", "currency", "remarks", "effective_at"),
      List.of("reference", "from", "to", "amount"),
      true) {
    @Override
    RowFormat rows(ImportFile file) {
      return new GriotRows();
    }
  },
  PAYSIM(
      Columns.of(
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
      false) {
    @Override
    RowFormat rows(ImportFile file) {
      return new PaysimRows(file.sha256());
    }
  };

  private final Columns columns;
  private final List<String> required;
  // A misspelt column of ours would silently lose what it holds.
  private final boolean noOthers;

  Format(Columns columns, List<String> required, boolean noOthers) {
    this.columns = columns;
    this.required = required;
    this.noOthers = noOthers;
  }

  static Format named(String name) {
    return find(name)
        .orElseThrow(
            () -> new StartRefused("--format is \"" + name + "\": give " + names(" or ") + "."));
  }

  static String names(String between) {
    return Arrays.stream(values()).map(Format::text).collect(Collectors.joining(between));
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract RowFormat rows(ImportFile file);

  /**
   * The columns of a file.
   *
   * @throws StartRefused if the header does not do
   */
  Columns columns(String fileName, Line header) {
    List<String> names;
    try {
      names = Columns.split(header).stream().map(String::strip).toList();
    } catch (MalformedRow e) {
      throw new StartRefused(
          "The first line of " + fileName + " " + e.getMessage() + ": " + wanted() + ".", e);
    }
    List<String> missing = required.stream().filter(name -> !names.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new StartRefused(
          "The first line of "
              + fileName
              + " names no column "
              + String.join(", ", missing)
              + ": "
              + hint(names)
              + ".");
    }
    requireEachOnce(fileName, names);
    return new Columns(names);
  }

  private void requireEachOnce(String fileName, List<String> names) {
    for (String name : names) {
      if (noOthers && !columns.has(name)) {
        throw new StartRefused(
            "The first line of " + fileName + " names a column " + name + ": " + wanted() + ".");
      }
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new StartRefused(
            "The first line of " + fileName + " names the column " + name + " twice.");
      }
    }
  }

  private String hint(List<String> names) {
    return Arrays.stream(values())
        .filter(other -> other != this && names.containsAll(other.required))
        .findFirst()
        .map(other -> "it looks like --format " + other.text())
        .orElse(wanted());
  }

  private String wanted() {
    return "format " + text() + " has " + String.join(",", columns.names());
  }

  private static Optional<Format> find(String name) {
    return Arrays.stream(values()).filter(format -> format.text().equals(name)).findFirst();
  }
}
