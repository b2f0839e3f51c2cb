package io.griot.bench;

import io.griot.bench.Scenario.Row;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints a report for people, as tables that the documentation can take over. */
final class Tables {

  private final PrintWriter out;

  Tables(PrintWriter out) {
    this.out = out;
  }

  void print(Report report) {
    print(report.conditions());
    print(report.transfers());
    print(report.httpAtHalfOfPeak());
    print(report.cold());
    printMemory(report.memory());
    print(report.rebuild());
    printImports(report.imports());
    print(report.statement());
    print(report.bills());
    printMicro(report.micro());
    printMarks(report.marks());
    out.flush();
  }

  private void print(Conditions conditions) {
    out.printf(
        Locale.ROOT,
        "%s, %d processors (%s), JDK %s, PostgreSQL %s that %s every commit; load average before: %.2f;"
            + " medians of %d rounds of %.1f s; %,d wallets.%n",
        conditions.date(),
        conditions.processors(),
        conditions.processor(),
        conditions.java(),
        conditions.postgres(),
        conditions.flushes() ? "flushes" : "DOES NOT FLUSH",
        conditions.loadAverage(),
        conditions.rounds(),
        conditions.secondsPerMeasurement(),
        conditions.wallets());
  }

  private void print(List<Row> rows) {
    List<Row> single = rows.stream().filter(row -> row.transfersPerCall() == 1).toList();
    List<Row> bulk = rows.stream().filter(row -> row.transfersPerCall() > 1).toList();
    if (!single.isEmpty()) {
      head("Single transfers", "what", "load", "-clients", "-transfers/s", "-p50 ms", "-p99 ms");
      single.forEach(this::print);
    }
    if (!bulk.isEmpty()) {
      head(
          "Calls of %,d transfers (times are of a call)"
              .formatted(bulk.getFirst().transfersPerCall()),
          "what",
          "load",
          "-callers",
          "-transfers/s",
          "-p50 ms",
          "-p99 ms");
      bulk.forEach(this::print);
    }
  }

  private void print(Row row) {
    out.printf(
        Locale.ROOT,
        "| %s | %s | %d | %,.0f | %.2f | %.2f |%n",
        row.contender(),
        row.load(),
        row.clients(),
        row.figures().transfersPerSecond(),
        row.figures().p50Milliseconds(),
        row.figures().p99Milliseconds());
  }

  private void print(SteadyLoad.@Nullable Figures steady) {
    if (steady != null) {
      head(
          "Over HTTP at half of the peak rate, timed from when each was to be sent",
          "-calls/s",
          "-answered/s",
          "-p50 ms",
          "-p99 ms",
          "-longest ms");
      out.printf(
          Locale.ROOT,
          "| %,.0f | %,.0f | %.2f | %.2f | %.2f |%n",
          steady.callsPerSecond(),
          steady.answeredPerSecond(),
          steady.p50Milliseconds(),
          steady.p99Milliseconds(),
          steady.longestMilliseconds());
    }
  }

  private void print(ColdSet.@Nullable Figures cold) {
    if (cold != null) {
      head(
          "Cold working set: %,d wallets, opened at %,.0f/s"
              .formatted(cold.wallets(), cold.openedPerSecond()),
          "accounts in memory",
          "-transfers/s",
          "-p50 ms",
          "-p99 ms");
      out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %.2f | %.2f |%n",
          "all",
          cold.allInMemory().transfersPerSecond(),
          cold.allInMemory().p50Milliseconds(),
          cold.allInMemory().p99Milliseconds());
      out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %.2f | %.2f |%n",
          "%,d".formatted(cold.cachedAccounts()),
          cold.cold().transfersPerSecond(),
          cold.cold().p50Milliseconds(),
          cold.cold().p99Milliseconds());
    }
  }

  private void printMemory(List<HeapOverTime.Step> steps) {
    if (!steps.isEmpty()) {
      head("Heap after garbage collection", "-events", "-heap MB", "-transfers/s");
      steps.forEach(
          step ->
              out.printf(
                  Locale.ROOT,
                  "| %,d | %.1f | %,.0f |%n",
                  step.events(),
                  step.heapMegabytes(),
                  step.transfersPerSecond()));
    }
  }

  private void print(Rebuilding.@Nullable Figures rebuilt) {
    if (rebuilt != null) {
      head("Rebuild of all views", "-events", "-seconds", "-events/s");
      out.printf(
          Locale.ROOT,
          "| %,d | %.1f | %,.0f |%n",
          rebuilt.events(),
          rebuilt.seconds(),
          rebuilt.eventsPerSecond());
    }
  }

  private void printImports(List<Importing.Figures> imports) {
    if (!imports.isEmpty()) {
      head(
          "Import of PaySim rows",
          "into",
          "-rows",
          "-refused",
          "-wallets opened",
          "-seconds",
          "-rows/s");
      imports.forEach(
          imported ->
              out.printf(
                  Locale.ROOT,
                  "| %s | %,d | %,d | %,d | %.1f | %,.0f |%n",
                  imported.into(),
                  imported.rows(),
                  imported.rejected(),
                  imported.walletsOpened(),
                  imported.seconds(),
                  imported.rowsPerSecond()));
    }
  }

  private void print(Statements.@Nullable Figures statement) {
    if (statement != null) {
      head(
          "A wallet with %,d postings".formatted(statement.postings()),
          "what",
          "-seconds",
          "-postings/s",
          "-p50 ms",
          "-p99 ms");
      out.printf(
          Locale.ROOT,
          "| statement over HTTP, %.0f MB | %.1f | %,.0f | | |%n",
          statement.megabytes(),
          statement.seconds(),
          statement.postingsPerSecond());
      out.printf(
          Locale.ROOT,
          "| the same by effective time | %.1f | %,.0f | | |%n",
          statement.effectiveSeconds(),
          statement.postings() / statement.effectiveSeconds());
      printLookUps("balance at an instant, as recorded", statement.recorded());
      printLookUps("balance at an instant, as effective", statement.effective());
      out.println();
      out.println(
          "The server's live heap on the way, in MB: "
              + statement.heapMegabytes().stream()
                  .map("%.1f"::formatted)
                  .collect(Collectors.joining(", ")));
    }
  }

  private void print(Bills.@Nullable Figures bills) {
    if (bills != null) {
      head(
          "Transfers while 1,000 customers pay bills to a provider that takes 2 s",
          "what",
          "-transfers/s",
          "-payments/s",
          "-in flight at most");
      out.printf(Locale.ROOT, "| transfers alone | %,.0f | | |%n", bills.alone());
      out.printf(
          Locale.ROOT,
          "| beside payments | %,.0f | %,.0f | %,d |%n",
          bills.beside(),
          bills.paymentsPerSecond(),
          bills.mostInFlight());
    }
  }

  private void printLookUps(String what, Statements.LookUps lookUps) {
    out.printf(
        Locale.ROOT,
        "| %s | | | %.2f | %.2f |%n",
        what,
        lookUps.p50Milliseconds(),
        lookUps.p99Milliseconds());
  }

  private void printMicro(List<Micro.Figures> micro) {
    if (!micro.isEmpty()) {
      head("Parts of the write path (JMH)", "what", "of", "-µs", "-± µs");
      micro.forEach(
          part ->
              out.printf(
                  Locale.ROOT,
                  "| %s | %s | %.2f | %.2f |%n",
                  part.benchmark(),
                  part.parameters(),
                  part.microseconds(),
                  part.error()));
    }
  }

  private void printMarks(List<Mark> marks) {
    if (!marks.isEmpty()) {
      head("What is wanted", "figure", "-measured", "-wanted", "met");
      marks.forEach(
          mark ->
              out.printf(
                  Locale.ROOT,
                  "| %s | %s | %s %s | %s |%n",
                  mark.what(),
                  number(mark.value()),
                  mark.atLeast() ? "≥" : "≤",
                  number(mark.wanted()),
                  mark.met() ? "yes" : "NO"));
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 1_000 ? "%,.0f" : "%.2f", value);
  }

  /** A column whose name begins with a dash holds numbers. */
  private void head(String title, String... columns) {
    out.println();
    out.println(title);
    out.println();
    StringBuilder names = new StringBuilder("|");
    StringBuilder rule = new StringBuilder("|");
    for (String column : columns) {
      boolean number = column.startsWith("-");
      names.append(' ').append(number ? column.substring(1) : column).append(" |");
      rule.append(number ? "---:|" : "---|");
    }
    out.println(names);
    out.println(rule);
  }
}
