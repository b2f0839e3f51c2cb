package io.griot.server.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.List;

/** The columns that a file's first line names, by which the fields of the others are found. */
record Columns(List<String> names) {

  private static final CsvReader.CsvReaderBuilder CSV =
      CsvReader.builder().allowUnclosedQuote(false);

  Columns {
    names = List.copyOf(names);
  }

  /** The fields of one line, as many as there are columns. */
  Fields fields(Line line) throws MalformedRow {
    List<String> values = split(line);
    if (values.size() != names.size()) {
      throw new MalformedRow("has " + values.size() + " columns instead of " + names.size());
    }
    return new Fields(this, values);
  }

  /**
   * One line is one row. CSV allows line breaks inside quotes, but no field of ours may hold one,
   * and so a quote that is never closed spoils its own line and not the rest of the file.
   */
  static List<String> split(Line line) throws MalformedRow {
    String text = line.text();
    if (text == null) {
      throw new MalformedRow(String.valueOf(line.fault()));
    }
    if (text.indexOf('\r') >= 0) {
      throw new MalformedRow("has a carriage return in it");
    }
    try {
      return CSV.ofSingleCsvRecord(text).getFields();
    } catch (CsvParseException e) {
      throw new MalformedRow("is no CSV (a quote is not closed, or closed too early)");
    }
  }

  /** One row's fields. */
  record Fields(Columns columns, List<String> values) {

    /** The field, without blanks around it; empty if there is no such column. */
    String get(String name) {
      int index = columns.names.indexOf(name);
      return index < 0 ? "" : values.get(index).strip();
    }

    String required(String name) throws MalformedRow {
      String value = get(name);
      if (value.isEmpty()) {
        throw new MalformedRow("has no " + name);
      }
      return value;
    }
  }
}
