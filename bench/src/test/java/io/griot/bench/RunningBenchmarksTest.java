package io.griot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.testdatabase.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunningBenchmarksTest {

  private static final TestDatabase SERVER = TestDatabase.create();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frobnicate | No benchmark is named \"frobnicate\": there are bills, bulk, cold,",
        "sql frobnicate | No benchmark is named \"frobnicate\"",
        "--frobnicate | --frobnicate",
        "sql --seconds 0 | --seconds must be above 0",
        "sql --seconds NaN | --seconds must be above 0",
        "sql --seconds x | --seconds",
        "sql --rounds 0 | --rounds must be at least 1",
        "sql --wallets 1 | --wallets must be at least 2",
        "sql --connections 8,0 | --connections must be at least 1",
        "import --import-file /nowhere.csv | The file /nowhere.csv cannot be read.",
        "sql --database-url mysql://localhost/x | --database-url is no address such as jdbc:postgresql:",
        "sql --database-url jdbc:postgresql://127.0.0.1:1/x | The database jdbc:postgresql://127.0.0.1:1 does not answer",
      })
  void what_cannot_be_run_is_refused_in_one_line(String arguments, String line) {
    assertThat(execute(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).startsWith("griot bench: ").contains(line).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_password_in_the_address_is_not_said() {
    execute("sql", "--database-url", "jdbc:postgresql://127.0.0.1:1/x?password=hush");

    assertThat(err.toString()).hasLineCount(1).doesNotContain("hush");
  }

  @Test
  void a_user_who_may_not_create_databases_is_refused_in_one_line() {
    String user = "poor_" + System.nanoTime();
    SERVER.execute("CREATE ROLE %s LOGIN PASSWORD 'poor'".formatted(user));

    assertThat(
            execute(
                "sql",
                "--database-url",
                // The address may name a user, who would come first.
                SERVER.url().replaceFirst("\\?.*", ""),
                "--database-user",
                user,
                "--database-password",
                "poor"))
        .isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("CREATEDB", user);
  }

  @ParameterizedTest
  @CsvSource({"http", "import", "statement"})
  void what_serves_the_ledger_needs_it_built(String name, @TempDir Path nowhere) {
    String before = System.getProperty("griot.home", "");
    System.setProperty("griot.home", nowhere.toString());
    try {
      assertThat(execute(name)).isEqualTo(2);
    } finally {
      System.setProperty("griot.home", before);
    }
    assertThat(err.toString()).hasLineCount(1).contains(name, "which is not built");
  }

  @Test
  void the_help_names_every_benchmark() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString())
        .contains(Arrays.stream(Name.values()).map(Name::text).toList())
        .contains("CREATEDB");
  }

  @Test
  void everything_in_this_process_is_measured_and_leaves_no_database() {
    assertThat(
            run(
                "sql",
                "set-based",
                "stock",
                "in-process",
                "bulk",
                "memory",
                "cold",
                "rebuild",
                "bills",
                "--events",
                "300",
                "--rebuild-events",
                "300",
                "--cold-wallets",
                "100",
                "--cold-cache",
                "10",
                "--json"))
        .as(err.toString())
        .isZero();

    JsonNode report = JsonMapper.builder().build().readTree(out.toString());
    List<String> rows = new ArrayList<>();
    report
        .path("transfers")
        .forEach(
            row -> {
              rows.add(
                  "%s %s %d"
                      .formatted(
                          row.path("contender").asString(),
                          row.path("load").asString(),
                          row.path("clients").asInt()));
              assertThat(row.path("figures").path("transfersPerSecond").asDouble()).isPositive();
            });
    assertThat(rows)
        .containsExactly(
            "sql row locks, 2 connections even 512",
            "sql row locks, 2 connections hot 512",
            "sql row locks, 3 connections even 512",
            "sql row locks, 3 connections hot 512",
            "stock Axon path even 64",
            "stock Axon path hot 64",
            "stock Axon path even 512",
            "stock Axon path hot 512",
            "griot in process even 1",
            "griot in process hot 1",
            "griot in process even 64",
            "griot in process hot 64",
            "griot in process even 512",
            "griot in process hot 512",
            "griot without overlap even 512",
            "griot without overlap hot 512",
            "griot in process in order 1",
            "griot in process all or none 1",
            "griot in process in order 2",
            "griot in process all or none 2",
            "griot in process in order 4",
            "griot in process all or none 4",
            "sql set-based all or none 1",
            "sql set-based all or none 2",
            "sql set-based all or none 4");
    assertThat(report.path("memory")).hasSize(10);
    assertThat(report.path("memory").path(9).path("events").asLong()).isEqualTo(300);
    assertThat(report.path("cold").path("wallets").asInt()).isEqualTo(100);
    assertThat(report.path("bills").path("mostInFlight").asInt()).isPositive();
    assertThat(report.path("rebuild").path("events").asLong()).isGreaterThanOrEqualTo(300);
    // Without 16 connections and HTTP, nor what was not asked for.
    assertThat(report.path("marks")).hasSize(6 + 5);
    assertThat(
            JdbcClient.create(SERVER.dataSource())
                .sql("SELECT datname FROM pg_database WHERE datname LIKE 'griot_bench_%'")
                .query(String.class)
                .list())
        .isEmpty();
  }

  @Test
  void people_read_tables() {
    assertThat(run("set-based")).as(err.toString()).isZero();

    assertThat(out.toString())
        .contains("Calls of 1,000 transfers", "| sql set-based | all or none | 4 |")
        .doesNotContain("Single transfers", "wanted");
    assertThat(err.toString()).contains("Round 1 of 1: sql set-based, all or none, 4 clients");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--seconds",
            "0.03",
            "--rounds",
            "1",
            "--wallets",
            "50",
            "--database-url",
            SERVER.url(),
            "--database-user",
            SERVER.user(),
            "--database-password",
            SERVER.password()));
    if (!all.contains("--connections")) {
      all.addAll(List.of("--connections", "2,3"));
    }
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return Bench.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
