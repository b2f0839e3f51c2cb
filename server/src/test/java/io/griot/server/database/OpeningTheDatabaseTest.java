package io.griot.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.server.settings.DataDirectory;
import io.griot.server.settings.DatabaseSettings;
import io.griot.server.settings.StartRefused;
import io.griot.testdatabase.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class OpeningTheDatabaseTest {

  private static final String ROLE = "griot_application";

  @TempDir private Path directory;

  @Test
  void every_schema_has_its_own_history() {
    TestDatabase empty = TestDatabase.create();

    open(empty).close();
    open(empty).close();

    assertThat(histories(empty)).containsExactlyInAnyOrder("ledger", "identity", "views", "tasks");
  }

  @Test
  void two_first_starts_at_once_both_come_up() throws Exception {
    TestDatabase empty = TestDatabase.create();
    try (ExecutorService nodes = Executors.newFixedThreadPool(3)) {
      Callable<Database> node = () -> open(empty);
      for (Future<Database> started : nodes.invokeAll(List.of(node, node, node))) {
        started.get().close();
      }
    }
    assertThat(histories(empty)).hasSize(4);
  }

  @Test
  void an_old_server_is_refused() {
    assertThatThrownBy(() -> Migrations.requireVersion(16))
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            "GRIOT_DATABASE_URL names a PostgreSQL 16: Griot needs PostgreSQL 17 or newer.");
    assertThatCode(() -> Migrations.requireVersion(17)).doesNotThrowAnyException();
  }

  @Test
  void a_server_that_does_not_answer_is_named_without_its_options() {
    var settings =
        new DatabaseSettings(
            "jdbc:postgresql://127.0.0.1:1/griot?password=x1y2", "u", "p", null, null, ROLE, 6);

    assertThatThrownBy(() -> Database.open(settings, data()))
        .isInstanceOf(StartRefused.class)
        .message()
        .startsWith(
            "GRIOT_DATABASE_URL names jdbc:postgresql://127.0.0.1:1/griot, which does not answer")
        .doesNotContain("x1y2")
        .hasLineCount(1);
  }

  @Test
  void a_database_that_does_not_exist_is_named() {
    TestDatabase known = TestDatabase.create();
    var settings =
        new DatabaseSettings(
            known.url().replace("/test_", "/gone_"),
            known.user(),
            known.password(),
            null,
            null,
            ROLE,
            6);

    assertThatThrownBy(() -> Database.open(settings, data()))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("has no such database");
  }

  private Database open(TestDatabase database) {
    return Database.open(
        new DatabaseSettings(
            database.url(), database.user(), database.password(), null, null, ROLE, 6),
        data());
  }

  private DataDirectory data() {
    return DataDirectory.of(directory.resolve("data").toString());
  }

  private static List<String> histories(TestDatabase database) {
    return JdbcClient.create(database.dataSource())
        .sql(
            "SELECT schemaname FROM pg_tables"
                + " WHERE tablename = 'flyway_schema_history' AND schemaname <> 'public'")
        .query((row, _) -> row.getString("schemaname"))
        .list();
  }
}
