package io.griot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.bench.Scenario.Row;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportingTest {

  private static final Conditions CONDITIONS =
      new Conditions(
          LocalDate.of(2026, 11, 22), 2, "a processor", "25", "18.6", true, 0.25, 3, 3, 10_000);

  private static final List<Row> ROWS =
      List.of(
          row(Name.SQL, RowLocks.name(8), Scenario.EVEN, 512, 1, 1_200),
          row(Name.SQL, RowLocks.name(8), Scenario.HOT, 512, 1, 400),
          row(Name.SQL, RowLocks.name(16), Scenario.EVEN, 512, 1, 1_000),
          row(Name.SQL, RowLocks.name(16), Scenario.HOT, 512, 1, 500),
          row(Name.STOCK, Stock.NAME, Scenario.EVEN, 64, 1, 2_000),
          row(Name.STOCK, Stock.NAME, Scenario.EVEN, 512, 1, 3_000),
          row(Name.IN_PROCESS, InProcess.NAME, Scenario.EVEN, 64, 1, 99_000),
          row(Name.IN_PROCESS, InProcess.NAME, Scenario.EVEN, 512, 1, 12_000),
          row(Name.IN_PROCESS, InProcess.NAME, Scenario.HOT, 512, 1, 9_000),
          row(Name.SET_BASED, SetBased.NAME, Suite.ALL_OR_NONE, 1, 1_000, 16_000),
          row(Name.SET_BASED, SetBased.NAME, Suite.ALL_OR_NONE, 2, 1_000, 20_000),
          row(Name.BULK, InProcess.NAME, Suite.IN_ORDER, 2, 1_000, 18_000),
          row(Name.BULK, InProcess.NAME, Suite.ALL_OR_NONE, 4, 1_000, 10_000),
          row(Name.HTTP, OverHttp.NAME, Scenario.EVEN, 64, 1, 1_500),
          row(Name.HTTP, OverHttp.NAME, Scenario.EVEN, 256, 1, 2_500),
          row(Name.HTTP, OverHttp.NAME, Scenario.HOT, 256, 1, 9_999));

  private static final Report WHOLE =
      new Report(
          CONDITIONS,
          ROWS,
          new SteadyLoad.Figures(1_250, 1_249, 4, 60, 90),
          new ColdSet.Figures(
              1_000_000,
              10_000,
              5_000,
              new Load.Figures(10_000, 1, 2),
              new Load.Figures(3_000, 1, 2)),
          List.of(
              new HeapOverTime.Step(1_000_000, 200, 9_000),
              new HeapOverTime.Step(2_000_000, 230, 9_000)),
          new Rebuilding.Figures(1_000_000, 40, 25_000),
          List.of(new Importing.Figures("an empty ledger", 10_000, 6_000, 4_000, 16_000, 5, 2_000)),
          new Statements.Figures(
              1_000_000,
              200,
              20,
              40,
              List.of(80.0, 81.0),
              new Statements.LookUps(0.2, 0.9),
              new Statements.LookUps(0.5, 6)),
          new Bills.Figures(10_000, 9_500, 199, 120),
          List.of(new Micro.Figures("Hashing.hash", "transfers 1", 1.25, 0.05)));

  @Test
  void each_ratio_is_of_the_figures_that_it_names() {
    assertThat(WHOLE.marks())
        .containsExactly(
            Mark.atLeast("in process, even, 512 clients / best row-lock SQL, even", 10, 6),
            Mark.atLeast("in process, even, 512 clients / best stock, even", 4, 4),
            Mark.atLeast("in process, 512 clients, hot / even", 0.75, 0.9),
            Mark.atLeast("in process, hot, 512 clients / best row-lock SQL, hot", 18, 20),
            Mark.atLeast("bulk in order / set-based SQL, best of each", 0.9, 0.8),
            Mark.atLeast("bulk all or none / set-based SQL, best of each", 0.5, 0.8),
            Mark.atLeast("over HTTP, even, best / row-lock SQL over 16 connections, even", 2.5, 2),
            Mark.atMost("over HTTP at half of the peak, p99 in ms", 60, 50),
            Mark.atLeast("cold working set / all in memory", 0.3, 0.3),
            Mark.atMost("heap after the last step / after the first", 1.15, 1.1),
            Mark.atLeast("rebuild of all views, events/s", 25_000, 20_000),
            Mark.atLeast("import into an empty ledger, rows/s", 2_000, 3_000),
            Mark.atMost("live heap at a statement's end / at its beginning", 81.0 / 80, 1.1),
            Mark.atMost("balance at an instant as recorded, p99 in ms", 0.9, 5),
            Mark.atMost("balance at an instant as effective, p99 in ms", 6, 5),
            Mark.atLeast("transfers beside 1,000 payments / alone", 0.95, 0.9),
            Mark.atLeast("payments in flight at once", 199, 200));
    assertThat(WHOLE.marks())
        .extracting(Mark::met)
        .containsExactly(
            true, true, false, false, true, false, true, false, true, false, true, false, true,
            true, false, true, false);
  }

  @Test
  void what_was_not_measured_has_no_ratio_and_no_table() {
    Report alone =
        new Report(
            CONDITIONS,
            ROWS.subList(0, 2),
            null,
            null,
            List.of(),
            null,
            List.of(),
            null,
            null,
            List.of());

    assertThat(alone.marks()).isEmpty();
    assertThat(printed(alone))
        .contains("sql row locks, 8 connections")
        .doesNotContain("wanted", "HTTP", "Heap", "Calls of");
  }

  @Test
  void the_tables_say_it_all() {
    assertThat(printed(WHOLE))
        .contains(
            "2026-11-22, 2 processors (a processor), JDK 25, PostgreSQL 18.6 that flushes every commit",
            "| sql row locks, 8 connections | even | 512 | 1,200 | 1.50 | 2.50 |",
            "Calls of 1,000 transfers",
            "| griot in process | in order | 2 | 18,000 | 1.50 | 2.50 |",
            "| 1,250 | 1,249 | 4.00 | 60.00 | 90.00 |",
            "| 10,000 | 3,000 | 1.00 | 2.00 |",
            "| 2,000,000 | 230.0 | 9,000 |",
            "| 1,000,000 | 40.0 | 25,000 |",
            "| an empty ledger | 10,000 | 4,000 | 16,000 | 5.0 | 2,000 |",
            "| statement over HTTP, 200 MB | 20.0 | 50,000 | | |",
            "| the same by effective time | 40.0 | 25,000 | | |",
            "| balance at an instant, as effective | | | 0.50 | 6.00 |",
            "in MB: 80.0, 81.0",
            "| Hashing.hash | transfers 1 | 1.25 | 0.05 |",
            "| in process, 512 clients, hot / even | 0.75 | ≥ 0.90 | NO |",
            "| rebuild of all views, events/s | 25,000 | ≥ 20,000 | yes |",
            "| over HTTP at half of the peak, p99 in ms | 60.00 | ≤ 50.00 | NO |");
  }

  @Test
  void json_says_the_same() {
    JsonNode json =
        JsonMapper.builder()
            .build()
            .readTree(JsonMapper.builder().build().writeValueAsString(WHOLE));

    assertThat(json.path("transfers")).hasSize(ROWS.size());
    JsonNode first = json.path("transfers").path(0);
    assertThat(first.path("name").asString()).isEqualTo("sql");
    assertThat(first.path("figures").path("transfersPerSecond").asDouble()).isEqualTo(1_200);
    assertThat(json.path("httpAtHalfOfPeak").path("p99Milliseconds").asDouble()).isEqualTo(60);
    assertThat(json.path("cold").path("cold").path("transfersPerSecond").asDouble())
        .isEqualTo(3_000);
    assertThat(json.path("memory")).hasSize(2);
    assertThat(json.path("marks")).hasSize(17);
    assertThat(json.path("marks").path(2).path("met").asBoolean()).isFalse();
    assertThat(json.path("conditions").path("date").asString()).isEqualTo("2026-11-22");
  }

  @Test
  void the_median_of_an_even_number_is_the_lower_one() {
    assertThat(Rounds.median(List.of(3.0, 1.0, 2.0), each -> each)).isEqualTo(2.0);
    assertThat(Rounds.median(List.of(4.0, 3.0, 1.0, 2.0), each -> each)).isEqualTo(2.0);
    assertThat(Rounds.median(List.of(4.0), each -> each)).isEqualTo(4.0);
  }

  private static Row row(
      Name name, String contender, String load, int clients, int perCall, double perSecond) {
    return new Row(name, contender, load, clients, perCall, new Load.Figures(perSecond, 1.5, 2.5));
  }

  private static String printed(Report report) {
    StringWriter out = new StringWriter();
    new Tables(new PrintWriter(out)).print(report);
    return out.toString();
  }
}
