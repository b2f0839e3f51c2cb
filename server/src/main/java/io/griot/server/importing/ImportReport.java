package io.griot.server.importing;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an import did.
 *
 * @param rows taken in, whatever became of them
 * @param malformedLines the first few
 * @param known rows, accepted or rejected, that an earlier import had brought
 */
record ImportReport(
    String file,
    String format,
    long rows,
    long accepted,
    SortedMap<String, Long> rejectedByCode,
    List<String> malformedLines,
    long known,
    long walletsOpened,
    double seconds) {

  ImportReport {
    rejectedByCode = Collections.unmodifiableSortedMap(new TreeMap<>(rejectedByCode));
    malformedLines = List.copyOf(malformedLines);
  }

  long rejected() {
    return rejectedByCode.values().stream().mapToLong(Long::longValue).sum();
  }

  long rowsPerSecond() {
    return seconds == 0 ? 0 : Math.round(rows / seconds);
  }

  /**
   * For a person.
   *
   * @param balance null if it could not be learnt
   */
  void printTable(PrintWriter out, @Nullable TrialBalance balance) {
    List<Line> table = new ArrayList<>();
    table.add(new Line("rows", count(rows), ""));
    table.add(new Line("accepted", count(accepted), ""));
    table.add(new Line("rejected", count(rejected()), ""));
    rejectedByCode.forEach(
        (code, rejected) -> table.add(new Line("  " + code, count(rejected), "")));
    table.add(new Line("already known", count(known), ""));
    table.add(new Line("wallets opened", count(walletsOpened), ""));
    table.add(
        new Line(
            "seconds",
            String.format(Locale.ROOT, "%.1f", seconds),
            count(rowsPerSecond()) + " rows/s"));
    int names = table.stream().mapToInt(line -> line.name.length()).max().orElse(0);
    int values = table.stream().mapToInt(line -> line.value.length()).max().orElse(0);
    out.println(file + " (" + format + ")");
    for (Line line : table) {
      out.println(
          ("  "
                  + pad(line.name, names)
                  + "  "
                  + " ".repeat(values - line.value.length())
                  + line.value
                  + "  "
                  + line.note)
              .stripTrailing());
    }
    if (balance == null) {
      out.println("  " + pad("trial balance", names) + "  unknown");
    } else {
      balance
          .currencies()
          .forEach(each -> out.println("  " + pad("trial balance", names) + "  " + each));
    }
    malformedLines.forEach(line -> out.println("  " + line));
    out.flush();
  }

  /**
   * For a program.
   *
   * @param fault why it broke off, or null if it did not
   */
  void printJson(PrintWriter out, @Nullable TrialBalance balance, @Nullable String fault) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("file", file);
    members.put("format", format);
    members.put("complete", fault == null);
    if (fault != null) {
      members.put("fault", fault);
    }
    members.put("rows", rows);
    members.put("accepted", accepted);
    members.put("rejected", rejected());
    members.put("rejected_by_code", rejectedByCode);
    members.put("malformed_lines", malformedLines);
    members.put("already_known", known);
    members.put("wallets_opened", walletsOpened);
    members.put("seconds", BigDecimal.valueOf(seconds).setScale(3, RoundingMode.HALF_UP));
    members.put("rows_per_second", rowsPerSecond());
    members.put("trial_balance", balance == null ? null : balance.currencies());
    out.println(
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build()
            .writeValueAsString(members));
    out.flush();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private record Line(String name, String value, String note) {}
}
