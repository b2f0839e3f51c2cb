package io.griot.server.database;

import static io.griot.server.database.Installation.PASSWORD;
import static io.griot.server.database.Installation.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.server.postgres.EmbeddedDatabase;
import io.griot.server.rebuilding.RebuildViews;
import io.griot.server.settings.DataDirectory;
import io.griot.server.settings.DatabaseSettings;
import io.griot.server.settings.StartRefused;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;
import picocli.CommandLine;

class SettingUpTheApplicationRoleTest {

  private static final String NOT_ALLOWED = "42501";

  @TempDir private Path directory;

  @Test
  void the_application_works_as_a_role_that_owns_its_own_schemas_and_not_the_log() {
    Installation installation = Installation.ownedBy("CREATEROLE");

    try (Database database = installation.open()) {
      assertThat(worksAs(database)).isEqualTo(installation.role());
      assertOwners(installation);
      assertItsOwnSchemasWork(installation, database, installation.ofOneUser());
    }
  }

  @Test
  void the_role_itself_logs_nobody_in() {
    Installation installation = Installation.ownedBy("CREATEROLE");
    installation.open().close();

    assertThat(
            installation
                .jdbc()
                .sql(
                    "SELECT rolcanlogin OR rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls"
                        + " FROM pg_roles WHERE rolname = ?")
                .param(installation.role())
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  @Test
  void a_second_start_changes_nothing() {
    Installation installation = Installation.ownedBy("CREATEROLE");
    installation.open().close();
    List<String> before = catalogue(installation);

    installation.open().close();

    assertThat(catalogue(installation)).isEqualTo(before).hasSizeGreaterThan(20);
  }

  @Test
  void first_starts_at_once_on_one_database_all_come_up() throws Exception {
    Installation installation = Installation.ownedBy("CREATEROLE");

    openAtOnce(List.of(installation, installation, installation));

    assertOwners(installation);
  }

  @Test
  void first_starts_at_once_on_several_databases_of_a_server_all_come_up() throws Exception {
    Installation first = Installation.ownedBy("CREATEROLE");
    var installations = new ArrayList<>(List.of(first));
    for (int number = 0; number < 5; number++) {
      installations.add(first.another());
    }

    openAtOnce(installations);

    installations.forEach(SettingUpTheApplicationRoleTest::assertOwners);
  }

  @Test
  void a_start_waits_for_those_on_its_database_and_for_the_role_that_others_make()
      throws Exception {
    Installation installation = Installation.ownedBy("CREATEROLE");
    Installation other = installation.another();
    try (Connection connection = other.loggedInAs(other.owner()).getConnection();
        var statement = connection.createStatement();
        var nodes = Executors.newFixedThreadPool(2)) {
      connection.setAutoCommit(false);
      statement.execute("CREATE ROLE " + other.role());
      statement.execute(
          "GRANT %s TO %s WITH INHERIT TRUE, SET TRUE".formatted(other.role(), other.owner()));
      Future<Database> one = nodes.submit(() -> installation.open());
      Future<Database> two = nodes.submit(() -> installation.open());
      try {
        awaitWaits(installation, List.of("advisory", "transactionid"));
      } finally {
        connection.commit();
      }
      one.get().close();
      two.get().close();
    }
    assertOwners(installation);
  }

  @Test
  void an_older_database_is_taken_over() {
    Installation installation = Installation.ownedBy("CREATEROLE");
    DataSource owner = installation.loggedInAs(installation.owner());
    migrateAsBefore(owner);
    JdbcClient jdbc = JdbcClient.create(owner);
    insertPerson(jdbc);
    // As a rebuild that was killed leaves it.
    jdbc.sql("CREATE SCHEMA views_rebuild CREATE TABLE account (account text)").update();
    jdbc.sql("GRANT USAGE ON SCHEMA views TO PUBLIC").update();
    jdbc.sql("GRANT SELECT ON views.account TO PUBLIC").update();

    try (Database database = installation.open()) {
      assertOwners(installation);
      assertItsOwnSchemasWork(installation, database, installation.ofOneUser());
      assertThat(count(installation.jdbc(), "identity.person")).isEqualTo(2);
      // Reports that read the views still do.
      installation.makeLogin();
      assertThat(outcome(installation.loggedInAs(installation.login()), "TABLE views.account"))
          .isEqualTo("done");
    }
  }

  @Test
  void a_server_of_the_version_before_still_works_beside_the_new_one() {
    Installation installation = Installation.ownedBy("CREATEROLE");
    DataSource owner = installation.loggedInAs(installation.owner());
    migrateAsBefore(owner);
    installation.open().close();

    insertPerson(JdbcClient.create(owner));
    assertThat(outcome(owner, "UPDATE views.position SET position = 0")).isEqualTo("done");
    migrateAsBefore(owner);
    // As its rebuild does.
    assertThat(outcome(owner, "CREATE TABLE views.made_meanwhile (line text)")).isEqualTo("done");

    installation.open().close();
    assertOwners(installation);
  }

  @Test
  void what_others_keep_in_the_application_s_schemas_stays_theirs() {
    Installation installation = Installation.ownedBy("CREATEROLE");
    installation.open().close();
    installation.makeLogin();
    installation
        .administrator()
        .execute("GRANT USAGE, CREATE ON SCHEMA views TO " + installation.login());
    assertThat(
            outcome(
                installation.loggedInAs(installation.login()),
                "CREATE VIEW views.report AS SELECT 1"))
        .isEqualTo("done");

    installation.open().close();

    assertThat(ownersIn(installation, "views"))
        .containsExactlyInAnyOrder(installation.role(), installation.login());
  }

  @Test
  void another_name_for_the_role_hands_everything_on() {
    Installation before = Installation.ownedBy("CREATEROLE");
    before.open().close();
    var renamed =
        new Installation(
            before.administrator(), before.owner(), before.login(), before.role() + "_2");

    try (Database database = renamed.open()) {
      assertOwners(renamed);
      assertItsOwnSchemasWork(renamed, database, renamed.ofOneUser());
    }
  }

  @Test
  void a_user_who_may_make_no_role_is_told_what_an_administrator_has_to_run() {
    Installation installation = Installation.ownedBy("");
    String told =
        ("CREATE ROLE %2$s; GRANT %2$s TO %1$s WITH INHERIT TRUE, SET TRUE;"
                + " GRANT CREATE ON DATABASE %3$s TO %2$s;")
            .formatted(installation.owner(), installation.role(), installation.name());

    assertThatThrownBy(installation::open)
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            ("The database's user %s may not set up the role %s, as which Griot works: run as a"
                    + " database administrator: %s")
                .formatted(installation.owner(), installation.role(), told));
    assertThat(ownersIn(installation, "ledger")).isEmpty();

    installation.administrator().execute(told);
    try (Database database = installation.open()) {
      assertThat(worksAs(database)).isEqualTo(installation.role());
      assertOwners(installation);
    }
  }

  @Test
  void a_user_who_does_not_own_the_database_is_told_what_an_administrator_has_to_run() {
    Installation installation = Installation.ownedBy("CREATEROLE");
    installation
        .administrator()
        .execute("ALTER DATABASE " + installation.name() + " OWNER TO CURRENT_USER");
    installation
        .administrator()
        .execute("GRANT CREATE ON DATABASE " + installation.name() + " TO " + installation.owner());
    String told =
        "GRANT CREATE ON DATABASE %s TO %s;".formatted(installation.name(), installation.role());

    assertThatThrownBy(installation::open)
        .isInstanceOf(StartRefused.class)
        .hasMessageEndingWith("run as a database administrator: " + told)
        .message()
        .hasLineCount(1);

    installation.administrator().execute(told);
    installation.open().close();
    assertOwners(installation);
  }

  @Test
  void with_an_owner_of_its_own_the_application_s_session_has_no_way_to_the_log() {
    Installation installation = Installation.ownedBy("CREATEROLE");
    installation.makeLogin();

    try (Database database = Installation.open(installation.ofTwoUsers())) {
      assertThat(worksAs(database)).isEqualTo(installation.role());
      assertOwners(installation);
      assertNoWayToTheLog(database, installation.owner());
      assertItsOwnSchemasWork(installation, database, installation.ofTwoUsers());
    }
    Installation.open(installation.ofTwoUsers()).close();
  }

  @Test
  void the_application_may_log_in_as_the_role_itself() {
    Installation installation = Installation.ownedBy("");
    installation
        .administrator()
        .execute(
            "CREATE ROLE %1$s LOGIN PASSWORD '%2$s'; GRANT %1$s TO %3$s"
                .formatted(installation.role(), PASSWORD, installation.owner()));

    try (Database database =
        Installation.open(
            installation.settings(installation.url(), installation.role(), installation.owner()))) {
      assertThat(worksAs(database)).isEqualTo(installation.role());
      assertNoWayToTheLog(database, installation.owner());
    }
  }

  @Test
  void what_the_page_tells_an_administrator_to_run_is_enough() throws IOException {
    List<String> blocks =
        Pattern.compile("```sql\n(.+?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/operations/deploying.md")))
            .results()
            .map(block -> block.group(1))
            .toList();
    assertThat(blocks).hasSize(2);

    Installation two = Installation.madeBy(blocks.getFirst());
    Installation.open(two.ofTwoUsers()).close();
    assertOwners(two);

    Installation one = Installation.madeBy(blocks.getLast());
    one.open().close();
    assertOwners(one);
  }

  @Test
  void an_owner_who_is_left_out_later_is_asked_for() {
    Installation installation = Installation.ownedBy("CREATEROLE");
    installation.makeLogin();
    Installation.open(installation.ofTwoUsers()).close();

    assertThatThrownBy(
            () ->
                Installation.open(
                    installation.settings(installation.url(), installation.login(), null)))
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            ("Schema ledger belongs to %1$s, and %2$s may not change it: name %1$s in"
                    + " GRIOT_DATABASE_OWNER, with its password.")
                .formatted(installation.owner(), installation.login()));
  }

  @Test
  void a_user_who_could_make_itself_the_owner_is_refused_beside_an_owner() {
    Installation installation = Installation.ownedBy("CREATEROLE");
    installation.makeLogin();
    List<List<String>> waysAndBack =
        List.of(
            List.of("ALTER ROLE %2$s SUPERUSER", "ALTER ROLE %2$s NOSUPERUSER"),
            List.of("GRANT %1$s TO %2$s", "REVOKE %1$s FROM %2$s"),
            List.of("ALTER DATABASE %3$s OWNER TO %2$s", "ALTER DATABASE %3$s OWNER TO %1$s"));
    for (List<String> wayAndBack : waysAndBack) {
      List<String> statements =
          wayAndBack.stream()
              .map(
                  sql ->
                      sql.formatted(
                          installation.owner(), installation.login(), installation.name()))
              .toList();
      installation.administrator().execute(statements.getFirst());
      assertThatThrownBy(() -> Installation.open(installation.ofTwoUsers()))
          .as(statements.getFirst())
          .isInstanceOf(StartRefused.class)
          .hasMessage(
              "GRIOT_DATABASE_USER is "
                  + installation.login()
                  + ", which has the rights of the log's owner: name a user that is neither a"
                  + " superuser nor the owner of the database or of schema ledger.");
      installation.administrator().execute(statements.getLast());
    }
    Installation.open(installation.ofTwoUsers()).close();
  }

  @Test
  void a_user_in_the_address_that_goes_before_both_is_refused() {
    Installation installation = Installation.ownedBy("CREATEROLE");
    installation.makeLogin();
    String address = installation.url() + "?user=" + installation.owner();

    assertThatThrownBy(
            () ->
                Installation.open(
                    installation.settings(address, installation.login(), installation.owner())))
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            "GRIOT_DATABASE_URL logs GRIOT_DATABASE_OWNER and GRIOT_DATABASE_USER in as one, "
                + installation.owner()
                + ": take the user out of the address.");
  }

  @Test
  void a_role_that_owns_the_log_or_is_a_superuser_is_refused() {
    Installation installation = Installation.ownedBy("CREATEROLE");
    installation.open().close();
    for (String role : List.of(installation.owner(), installation.administrator().user())) {
      var misnamed =
          new Installation(
              installation.administrator(), installation.owner(), installation.login(), role);
      assertThatThrownBy(misnamed::open)
          .isInstanceOf(StartRefused.class)
          .hasMessage(
              "GRIOT_DATABASE_ROLE is "
                  + role
                  + ", which has the rights of the log's owner: name a role that has none of its"
                  + " own, such as griot_application.");
    }
  }

  @Test
  void the_application_logs_in_to_the_embedded_database_as_the_role_itself() {
    var data = DataDirectory.of(directory.resolve("data").toString());
    // As an earlier version left it.
    try (var older = EmbeddedDatabase.open(data)) {
      DataSource owner = new DriverManagerDataSource(older.url(), older.user(), older.password());
      migrateAsBefore(owner);
      insertPerson(JdbcClient.create(owner));
    }
    var settings = new DatabaseSettings(null, "griot", null, null, null, "griot_application", 6);

    try (Database first = Database.open(settings, data);
        Database second = Database.open(settings, data)) {
      for (Database database : List.of(first, second)) {
        assertThat(worksAs(database)).isEqualTo("griot_application");
        assertNoWayToTheLog(database, "griot");
        insertPerson(JdbcClient.create(database.dataSource()));
      }
      assertThat(count(JdbcClient.create(first.dataSource()), "identity.person")).isEqualTo(3);
    }
    Database.open(settings, data).close();
  }

  private static void awaitWaits(Installation installation, List<String> expected)
      throws InterruptedException {
    long deadlineNanos = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    List<String> waits = List.of();
    while (!waits.equals(expected)) {
      assertThat(System.nanoTime()).as("waits: %s", waits).isLessThan(deadlineNanos);
      Thread.sleep(10);
      waits =
          installation.find(
              "SELECT wait_event FROM pg_stat_activity"
                  + " WHERE datname = :database AND wait_event_type = 'Lock' ORDER BY wait_event",
              Map.of("database", installation.name()));
    }
  }

  private static void openAtOnce(List<Installation> installations) throws Exception {
    try (ExecutorService nodes = Executors.newFixedThreadPool(installations.size())) {
      List<Callable<Database>> starts =
          installations.stream().<Callable<Database>>map(node -> node::open).toList();
      for (Future<Database> started : nodes.invokeAll(starts)) {
        try (Database database = started.get()) {
          assertThat(worksAs(database)).isEqualTo(installations.getFirst().role());
        }
      }
    }
  }

  /** One user made and owned everything. */
  private static void migrateAsBefore(DataSource owner) {
    for (String schema : List.of("ledger", "identity", "views", "tasks")) {
      Flyway.configure()
          .dataSource(owner)
          .schemas(schema)
          .defaultSchema(schema)
          .createSchemas(true)
          .locations("classpath:db/" + schema)
          .load()
          .migrate();
    }
  }

  private static String worksAs(Database database) {
    return JdbcClient.create(database.dataSource())
        .sql("SELECT current_user")
        .query(String.class)
        .single();
  }

  private static void assertOwners(Installation installation) {
    assertThat(ownersIn(installation, "ledger")).containsExactly(installation.owner());
    assertThat(ownersIn(installation, "identity")).containsExactly(installation.role());
    assertThat(ownersIn(installation, "views")).containsExactly(installation.role());
    assertThat(ownersIn(installation, "tasks")).containsExactly(installation.role());
    assertThat(ownersIn(installation, "views_rebuild")).isSubsetOf(installation.role());
  }

  private static List<String> ownersIn(Installation installation, String schema) {
    return installation.find(
        """
            SELECT pg_get_userbyid(relowner) FROM pg_class c
              JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = :schema
            UNION SELECT pg_get_userbyid(typowner) FROM pg_type t
              JOIN pg_namespace n ON n.oid = typnamespace WHERE nspname = :schema
            UNION SELECT pg_get_userbyid(proowner) FROM pg_proc p
              JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = :schema
            UNION SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = :schema
            """,
        Map.of("schema", schema));
  }

  private static void assertItsOwnSchemasWork(
      Installation installation, Database database, DatabaseSettings settings) {
    insertPerson(JdbcClient.create(database.dataSource()));
    for (String own :
        List.of(
            "UPDATE identity.person SET last_name = 'Tesfaye'",
            "ALTER TABLE identity.person ADD COLUMN of_a_later_version text",
            "UPDATE views.position SET position = position",
            "TRUNCATE views.entry")) {
      assertThat(outcome(database.dataSource(), own)).as(own).isEqualTo("done");
    }
    // Makes tables beside the views and moves them in.
    var err = new StringWriter();
    assertThat(
            new CommandLine(new RebuildViews(() -> environment(settings)))
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute())
        .as(err.toString())
        .isZero();
    assertOwners(installation);
  }

  private static MockEnvironment environment(DatabaseSettings settings) {
    var environment =
        new MockEnvironment()
            .withProperty("griot.database.url", String.valueOf(settings.url()))
            .withProperty("griot.database.user", settings.user())
            .withProperty("griot.database.password", PASSWORD)
            .withProperty("griot.database.role", settings.role());
    String owner = settings.owner();
    if (owner != null) {
      environment.setProperty("griot.database.owner", owner);
      environment.setProperty("griot.database.owner-password", PASSWORD);
    }
    return environment;
  }

  /** Whatever a session does about its role. */
  private static void assertNoWayToTheLog(Database database, String owner) {
    DataSource pool = database.dataSource();
    assertThat(outcome(pool, "SET ROLE " + owner)).isEqualTo(NOT_ALLOWED);
    assertThat(outcome(pool, "SET SESSION AUTHORIZATION " + owner)).isEqualTo(NOT_ALLOWED);
    for (String itself :
        List.of("RESET ROLE; ", "SET ROLE NONE; ", "RESET SESSION AUTHORIZATION; ")) {
      for (String refused :
          List.of(
              "UPDATE ledger.event SET payload = ''",
              "ALTER TABLE ledger.event DISABLE TRIGGER ALL",
              "GRANT ALL ON ledger.event TO CURRENT_USER; DELETE FROM ledger.event",
              "DROP SCHEMA ledger CASCADE")) {
        assertThat(outcome(pool, itself + refused)).as(itself + refused).isEqualTo(NOT_ALLOWED);
      }
    }
  }

  private static void insertPerson(JdbcClient jdbc) {
    jdbc.sql(
            """
            INSERT INTO identity.person (id, phone_number, date_joined, password_hash)
            SELECT gen_random_uuid(), '+25191' || count(*), now(), '' FROM identity.person
            """)
        .update();
  }

  private static int count(JdbcClient jdbc, String table) {
    return jdbc.sql("SELECT count(*) FROM " + table).query(Integer.class).single();
  }

  /** Which transaction last wrote each row that says who owns what and who may do what. */
  private static List<String> catalogue(Installation installation) {
    return installation.find(
        """
            SELECT 'relation ' || oid || ' ' || xmin FROM pg_class
             WHERE relnamespace::regnamespace::text IN ('ledger', 'identity', 'views')
            UNION SELECT 'schema ' || oid || ' ' || xmin FROM pg_namespace
            UNION SELECT 'database ' || oid || ' ' || xmin FROM pg_database
                   WHERE datname = current_database()
            UNION SELECT 'role ' || oid || ' ' || xmin FROM pg_authid
                   WHERE rolname IN (:owner, :role)
            UNION SELECT 'membership ' || m.oid || ' ' || m.xmin FROM pg_auth_members m
                   WHERE m.roleid = (SELECT oid FROM pg_roles WHERE rolname = :role)
            ORDER BY 1
            """,
        Map.of("owner", installation.owner(), "role", installation.role()));
  }
}
