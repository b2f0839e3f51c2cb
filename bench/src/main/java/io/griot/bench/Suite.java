package io.griot.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs what was chosen, on one PostgreSQL, and gathers what it came to. */
final class Suite {

  static final String IN_ORDER = "in order";
  static final String ALL_OR_NONE = "all or none";

  private static final List<Integer> IN_PROCESS_CLIENTS = List.of(1, 64, 512);
  private static final List<Integer> STOCK_CLIENTS = List.of(64, 512);
  private static final List<Integer> PEOPLE = List.of(64, 256);
  private static final List<Integer> CALLERS = List.of(1, 2, 4);
  private static final int SQL_CLIENTS = 512;
  private static final int TRANSFERS_PER_CALL = 1_000;
  private static final long PLENTY = 1_000_000_000_000L;

  private final Postgres postgres;
  private final Choices choices;
  private final Consumer<String> notes;

  Suite(Postgres postgres, Choices choices, Consumer<String> notes) {
    this.postgres = postgres;
    this.choices = choices;
    this.notes = notes;
  }

  Report run() throws Exception {
    Conditions conditions = Conditions.of(postgres, choices);
    Contest contest = contest();
    return new Report(
        conditions,
        contest.rows(),
        contest.httpAtHalfOfPeak(),
        choices.has(Name.COLD) ? ColdSet.measure(postgres, choices, notes) : null,
        choices.has(Name.MEMORY) ? HeapOverTime.measure(postgres, choices, notes) : List.of(),
        choices.has(Name.REBUILD) ? Rebuilding.measure(postgres, choices, notes) : null,
        choices.has(Name.IMPORT) ? Importing.measure(postgres, choices, notes) : List.of(),
        choices.has(Name.STATEMENT) ? Statements.measure(postgres, choices, notes) : null,
        choices.has(Name.BILLS) ? Bills.measure(postgres, choices, notes) : null,
        choices.has(Name.JMH) ? Micro.measure(notes) : List.of());
  }

  private record Contest(List<Scenario.Row> rows, SteadyLoad.@Nullable Figures httpAtHalfOfPeak) {}

  /** All ways to move money side by side. */
  private Contest contest() throws Exception {
    try (Contenders contenders = new Contenders()) {
      List<Scenario> scenarios = scenarios(contenders);
      if (scenarios.isEmpty()) {
        return new Contest(List.of(), null);
      }
      List<Scenario.Row> rows = Rounds.measure(scenarios, choices, notes);
      OverHttp http = contenders.http;
      return new Contest(rows, http == null ? null : atHalfOfPeak(http, rows));
    }
  }

  private List<Scenario> scenarios(Contenders contenders) throws Exception {
    List<Scenario> scenarios = new ArrayList<>();
    if (choices.has(Name.SQL)) {
      for (int connections : choices.connections()) {
        RowLocks sql =
            contenders.add(
                RowLocks.on(
                    createDatabase("row_locks_" + connections), connections, choices.wallets()));
        scenarios.add(Scenario.even(Name.SQL, sql, SQL_CLIENTS));
        scenarios.add(Scenario.hot(Name.SQL, sql, SQL_CLIENTS));
      }
    }
    if (choices.has(Name.STOCK)) {
      Stock stock = contenders.add(Stock.on(createDatabase("stock"), choices.wallets()));
      for (int clients : STOCK_CLIENTS) {
        scenarios.add(Scenario.even(Name.STOCK, stock, clients));
        scenarios.add(Scenario.hot(Name.STOCK, stock, clients));
      }
    }
    if (choices.has(Name.IN_PROCESS) || choices.has(Name.BULK)) {
      InProcess ledger =
          contenders.add(InProcess.on(createDatabase("in_process"), choices.wallets()));
      if (choices.has(Name.IN_PROCESS)) {
        for (int clients : IN_PROCESS_CLIENTS) {
          scenarios.add(Scenario.even(Name.IN_PROCESS, ledger, clients));
          scenarios.add(Scenario.hot(Name.IN_PROCESS, ledger, clients));
        }
        InProcess plain =
            contenders.add(
                InProcess.withoutOverlap(createDatabase("without_overlap"), choices.wallets()));
        scenarios.add(Scenario.even(Name.IN_PROCESS, plain, IN_PROCESS_CLIENTS.getLast()));
        scenarios.add(Scenario.hot(Name.IN_PROCESS, plain, IN_PROCESS_CLIENTS.getLast()));
      }
      if (choices.has(Name.BULK)) {
        for (int callers : CALLERS) {
          scenarios.add(
              bulk(
                  Name.BULK,
                  InProcess.NAME,
                  IN_ORDER,
                  callers,
                  (_, random) -> ledger.inOrder(TRANSFERS_PER_CALL, random)));
          scenarios.add(
              bulk(
                  Name.BULK,
                  InProcess.NAME,
                  ALL_OR_NONE,
                  callers,
                  (_, random) -> ledger.allOrNone(TRANSFERS_PER_CALL, random)));
        }
      }
    }
    if (choices.has(Name.SET_BASED)) {
      SetBased sql =
          contenders.add(
              SetBased.on(
                  createDatabase("set_based"), CALLERS.getLast(), choices.wallets(), PLENTY));
      for (int callers : CALLERS) {
        scenarios.add(
            bulk(
                Name.SET_BASED,
                SetBased.NAME,
                ALL_OR_NONE,
                callers,
                (_, random) -> sql.batch(TRANSFERS_PER_CALL, random)));
      }
    }
    if (choices.has(Name.HTTP)) {
      OverHttp http =
          contenders.add(
              OverHttp.on(
                  createDatabase("over_http"),
                  choices.serverJar(),
                  choices.wallets(),
                  PEOPLE.getLast()));
      contenders.http = http;
      for (int people : PEOPLE) {
        scenarios.add(Scenario.even(Name.HTTP, http, people));
        scenarios.add(Scenario.hot(Name.HTTP, http, people));
      }
    }
    return scenarios;
  }

  private Database createDatabase(String purpose) throws Exception {
    notes.accept("Preparing " + purpose.replace('_', ' '));
    return postgres.createDatabase(purpose);
  }

  private static Scenario bulk(
      Name name, String contender, String load, int callers, Load.Call call) {
    return new Scenario(name, contender, load, callers, TRANSFERS_PER_CALL, call);
  }

  private SteadyLoad.Figures atHalfOfPeak(OverHttp http, List<Scenario.Row> rows)
      throws InterruptedException {
    double peak =
        rows.stream()
            .filter(row -> row.name() == Name.HTTP && row.load().equals(Scenario.EVEN))
            .mapToDouble(row -> row.figures().transfersPerSecond())
            .max()
            .orElseThrow();
    List<SteadyLoad.Figures> rounds = new ArrayList<>();
    for (int round = 1; round <= choices.rounds(); round++) {
      notes.accept(
          "Round %d of %d: over HTTP at %,.0f calls/s"
              .formatted(round, choices.rounds(), peak / 2));
      rounds.add(SteadyLoad.run(peak / 2, choices.warmUp(), choices.measured(), http::even));
    }
    return Rounds.median(rounds, SteadyLoad.Figures::p99Milliseconds);
  }

  /** Closed in the end, the last one first. */
  private static final class Contenders implements AutoCloseable {

    private final List<Runnable> closings = new ArrayList<>();
    private @Nullable OverHttp http;

    <T extends Contender> T add(T contender) {
      closings.add(contender::close);
      return contender;
    }

    SetBased add(SetBased contender) {
      closings.add(contender::close);
      return contender;
    }

    @Override
    public void close() {
      if (!closings.isEmpty()) {
        try {
          closings.removeLast().run();
        } finally {
          close();
        }
      }
    }
  }
}
