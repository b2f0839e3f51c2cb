package io.griot.server.verifying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.griot.core.RandomCommands;
import io.griot.core.audit.Report;
import io.griot.core.audit.SealedHead;
import io.griot.core.engine.LedgerEngine;
import io.griot.core.engine.LedgerOnPostgres;
import io.griot.projection.ProjectionsConfiguration;
import io.griot.server.database.ApplicationRole;
import io.griot.server.database.Migrations;
import io.griot.server.exporting.FilledLedger;
import io.griot.server.ledger.Verification;
import io.griot.server.settings.StartRefused;
import io.griot.testdatabase.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.env.MockEnvironment;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerifyingTest {

  private static final Pattern HEAD = Pattern.compile("head [0-9]+:[0-9a-f]{64}");

  private final StringWriter out = new StringWriter();

  @Test
  void an_empty_ledger_is_sound() throws Exception {
    TestDatabase database = TestDatabase.create();
    Migrations.apply(
        database.dataSource(), ApplicationRole.takenBy("griot_application", database.user()));

    Report report = Verification.on(database.dataSource()).run(null, _ -> {});

    assertThat(SealedSpecimen.failed(report)).isEmpty();
    assertThat(report.events()).isZero();
    assertThat(report.head()).isEqualTo(new SealedHead(0, "00".repeat(32)));
    assertThat(Verification.on(database.dataSource()).run(report.head(), _ -> {}).isSound())
        .isTrue();
  }

  /** Views move and commands are written while every check reads. */
  @Test
  void a_ledger_at_work_is_sound_at_any_moment() throws Exception {
    TestDatabase database = TestDatabase.create();
    Migrations.apply(
        database.dataSource(), ApplicationRole.takenBy("griot_application", database.user()));
    AtomicBoolean done = new AtomicBoolean();
    List<Report> reports = new ArrayList<>();
    try (var ledger = LedgerOnPostgres.on(database, Clock.systemUTC(), axon -> axon);
        var pool = pool(database)) {
      Configuration views = moveViews(pool);
      List<Thread> clients = new ArrayList<>();
      for (int seed = 1; seed <= 4; seed++) {
        var commands = new RandomCommands(seed, Instant.now());
        clients.add(
            Thread.startVirtualThread(
                () -> {
                  while (!done.get()) {
                    ledger.ledger().sendInOrder(commands.take(20));
                  }
                }));
      }
      try {
        for (int round = 0; round < 12; round++) {
          reports.add(Verification.on(pool).run(null, _ -> {}));
        }
      } finally {
        done.set(true);
        for (Thread client : clients) {
          client.join();
        }
        views.shutdown();
      }
    }

    assertThat(reports).flatExtracting(SealedSpecimen::failed).isEmpty();
    assertThat(reports.getLast().events()).isGreaterThan(reports.getFirst().events());
    assertThat(viewsUpTo(reports.getLast())).isGreaterThan(viewsUpTo(reports.getFirst()));
  }

  @Test
  void a_sound_ledger_ends_in_its_head() {
    FilledLedger ledger = FilledLedger.create();

    assertThat(run(ledger.settings())).isZero();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).filteredOn(line -> line.startsWith("ok ")).hasSize(27);
    assertThat(lines.getLast()).matches(HEAD);
    String head = lines.getLast().substring("head ".length());

    ledger.open(UUID.randomUUID(), "ETB", null, "5");
    assertThat(run(ledger.settings(), "--head", head)).isZero();
    assertThat(out.toString()).contains("ok      exported-head");
  }

  @Test
  void a_finding_is_shown_and_ends_with_1() {
    FilledLedger ledger = FilledLedger.create();
    new SealedSpecimen(ledger.database())
        .tamper("UPDATE ledger.event SET payload = payload || ' ' WHERE position = 2");

    assertThat(run(ledger.settings())).isEqualTo(1);

    assertThat(out.toString())
        .contains("FINDING chain", "        position 1: The seal over 1 to 3 does not fit")
        .endsWith("NOT SOUND: 1 of 27 checks failed%n".formatted())
        .doesNotContainPattern(HEAD);
  }

  @Test
  void the_report_is_there_for_programs() {
    FilledLedger ledger = FilledLedger.create();
    assertThat(run(ledger.settings(), "--json")).isZero();
    JsonNode sound = JsonMapper.builder().build().readTree(out.toString());
    assertThat(sound.path("sound").asBoolean()).isTrue();
    assertThat(sound.path("events").asLong()).isEqualTo(6);
    assertThat("head " + sound.path("head").asString()).matches(HEAD);
    assertThat(sound.path("checks")).hasSize(27);

    new SealedSpecimen(ledger.database())
        .tamper("UPDATE ledger.event SET payload = payload || ' ' WHERE position = 2");
    assertThat(run(ledger.settings(), "--json")).isEqualTo(1);
    JsonNode chain = JsonMapper.builder().build().readTree(out.toString()).path("checks").path(0);
    assertThat(chain.path("check").asString()).isEqualTo("chain");
    assertThat(chain.path("findings").asLong()).isEqualTo(1);
    assertThat(chain.path("first").path("position").asLong()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "12:ab", ":", "x:y", "-1:00", "99999999999999999999:00"})
  void a_head_that_is_none_is_refused(String head) {
    var verify =
        new Verify(
            () -> {
              throw new AssertionError("No database is opened for it");
            });
    new CommandLine(verify).parseArgs("--head=" + head);

    assertThatThrownBy(verify::call)
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            "--head is \"%s\": give POSITION:HASH as an earlier `verify` printed it.", head);
  }

  @Test
  void a_database_that_cannot_be_reached_is_named() {
    var settings =
        new MockEnvironment()
            .withProperty("griot.database.url", "jdbc:postgresql://localhost:1/none")
            .withProperty("griot.database.user", "nobody");

    var verify = new Verify(() -> settings);
    new CommandLine(verify).parseArgs();

    assertThatThrownBy(verify::call)
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("GRIOT_DATABASE_URL");
  }

  private static Configuration moveViews(HikariDataSource pool) {
    var transactions = new JdbcTransactionManager(pool);
    Configurer configurer = LedgerEngine.reading(pool, transactions);
    new ProjectionsConfiguration().register(configurer, pool, transactions);
    return configurer.start();
  }

  private static HikariDataSource pool(TestDatabase database) {
    var config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    return new HikariDataSource(config);
  }

  private static long viewsUpTo(Report report) {
    return report.checks().getLast().upTo();
  }

  private int run(MockEnvironment settings, String... arguments) {
    out.getBuffer().setLength(0);
    return new CommandLine(new Verify(() -> settings))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(arguments);
  }
}
