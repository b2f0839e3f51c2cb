package io.griot.bench;

import io.griot.bench.Scenario.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * A figure, mostly the ratio of two, with what is wanted of it.
 *
 * @param atLeast whether it must not be less than wanted; otherwise it must not be more
 */
record Mark(String what, double value, boolean atLeast, double wanted, boolean met) {

  static final int MOST_CLIENTS = 512;
  static final int REFERENCE_CONNECTIONS = 16;

  private static final double BESIDE_BILLS = 0.9;
  private static final double IN_FLIGHT = 200;
  private static final double SQL_EVEN = 6;
  private static final double STOCK_EVEN = 4;
  private static final double HOT_TO_EVEN = 0.9;
  private static final double SQL_HOT = 20;
  private static final double CEILING = 0.8;
  private static final double SQL_HTTP = 2;
  private static final double P99_MILLISECONDS = 50;
  private static final double COLD = 0.3;
  private static final double REBUILT_PER_SECOND = 20_000;
  private static final double IMPORTED_PER_SECOND = 3_000;
  private static final double HEAP_GROWTH = 1.1;
  private static final double LOOK_UP_MILLISECONDS = 5;

  static Mark atLeast(String what, double value, double wanted) {
    return new Mark(what, value, true, wanted, value >= wanted);
  }

  static Mark atMost(String what, double value, double wanted) {
    return new Mark(what, value, false, wanted, value <= wanted);
  }

  /** Those for which everything was measured. */
  static List<Mark> all(Report report) {
    List<Mark> marks = new ArrayList<>();
    OptionalDouble even = inProcess(report, Scenario.EVEN);
    OptionalDouble hot = inProcess(report, Scenario.HOT);
    ratio(
        marks,
        "in process, even, 512 clients / best row-lock SQL, even",
        even,
        best(report, Name.SQL, Scenario.EVEN),
        SQL_EVEN);
    ratio(
        marks,
        "in process, even, 512 clients / best stock, even",
        even,
        best(report, Name.STOCK, Scenario.EVEN),
        STOCK_EVEN);
    ratio(marks, "in process, 512 clients, hot / even", hot, even, HOT_TO_EVEN);
    ratio(
        marks,
        "in process, hot, 512 clients / best row-lock SQL, hot",
        hot,
        best(report, Name.SQL, Scenario.HOT),
        SQL_HOT);
    OptionalDouble ceiling = best(report, row -> row.name() == Name.SET_BASED);
    ratio(
        marks,
        "bulk in order / set-based SQL, best of each",
        best(report, Name.BULK, Suite.IN_ORDER),
        ceiling,
        CEILING);
    ratio(
        marks,
        "bulk all or none / set-based SQL, best of each",
        best(report, Name.BULK, Suite.ALL_OR_NONE),
        ceiling,
        CEILING);
    ratio(
        marks,
        "over HTTP, even, best / row-lock SQL over 16 connections, even",
        best(report, Name.HTTP, Scenario.EVEN),
        best(
            report,
            row ->
                row.name() == Name.SQL
                    && row.load().equals(Scenario.EVEN)
                    && row.contender().equals(RowLocks.name(REFERENCE_CONNECTIONS))),
        SQL_HTTP);
    others(report, marks);
    statement(report, marks);
    bills(report, marks);
    return marks;
  }

  private static void others(Report report, List<Mark> marks) {
    SteadyLoad.Figures steady = report.httpAtHalfOfPeak();
    if (steady != null) {
      marks.add(
          atMost(
              "over HTTP at half of the peak, p99 in ms",
              steady.p99Milliseconds(),
              P99_MILLISECONDS));
    }
    ColdSet.Figures cold = report.cold();
    if (cold != null) {
      marks.add(atLeast("cold working set / all in memory", cold.ratio(), COLD));
    }
    if (!report.memory().isEmpty()) {
      marks.add(
          atMost(
              "heap after the last step / after the first",
              report.memory().getLast().heapMegabytes()
                  / report.memory().getFirst().heapMegabytes(),
              HEAP_GROWTH));
    }
    Rebuilding.Figures rebuilt = report.rebuild();
    if (rebuilt != null) {
      marks.add(
          atLeast("rebuild of all views, events/s", rebuilt.eventsPerSecond(), REBUILT_PER_SECOND));
    }
    for (Importing.Figures imported : report.imports()) {
      marks.add(
          atLeast(
              "import into %s, rows/s".formatted(imported.into()),
              imported.rowsPerSecond(),
              IMPORTED_PER_SECOND));
    }
  }

  private static void bills(Report report, List<Mark> marks) {
    Bills.Figures bills = report.bills();
    if (bills != null) {
      marks.add(atLeast("transfers beside 1,000 payments / alone", bills.ratio(), BESIDE_BILLS));
      marks.add(atLeast("payments in flight at once", bills.mostInFlight(), IN_FLIGHT));
    }
  }

  private static void statement(Report report, List<Mark> marks) {
    Statements.Figures statement = report.statement();
    if (statement != null) {
      marks.add(
          atMost(
              "live heap at a statement's end / at its beginning",
              statement.heapGrowth(),
              HEAP_GROWTH));
      marks.add(
          atMost(
              "balance at an instant as recorded, p99 in ms",
              statement.recorded().p99Milliseconds(),
              LOOK_UP_MILLISECONDS));
      marks.add(
          atMost(
              "balance at an instant as effective, p99 in ms",
              statement.effective().p99Milliseconds(),
              LOOK_UP_MILLISECONDS));
    }
  }

  private static void ratio(
      List<Mark> marks, String what, OptionalDouble value, OptionalDouble of, double wanted) {
    if (value.isPresent() && of.isPresent()) {
      marks.add(atLeast(what, value.getAsDouble() / of.getAsDouble(), wanted));
    }
  }

  private static OptionalDouble inProcess(Report report, String load) {
    return best(
        report,
        row ->
            row.name() == Name.IN_PROCESS
                && row.load().equals(load)
                && row.clients() == MOST_CLIENTS);
  }

  private static OptionalDouble best(Report report, Name name, String load) {
    return best(report, row -> row.name() == name && row.load().equals(load));
  }

  private static OptionalDouble best(Report report, Predicate<Row> which) {
    return report.transfers().stream()
        .filter(which)
        .mapToDouble(row -> row.figures().transfersPerSecond())
        .max();
  }
}
