package io.griot.server.database;

import static io.griot.server.database.Installation.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.server.settings.StartRefused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class KeepingTheLogFromTheApplicationTest {

  private static final String NOT_ALLOWED = "42501";
  private static final String RAISED = "P0001";

  private final Installation installation = Installation.ownedBy("CREATEROLE");
  private Database database = installation.open();

  @AfterAll
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "seal"})
  void the_application_adds_to_the_log_and_reads_it(String table) {
    for (String allowed :
        List.of(
            "SELECT * FROM ledger.%1$s",
            // Of whatever columns the table has.
            "INSERT INTO ledger.%1$s SELECT * FROM ledger.%1$s")) {
      assertThat(outcome(database.dataSource(), allowed.formatted(table)))
          .as(allowed)
          .isEqualTo("done");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "seal"})
  void the_application_can_change_nothing_in_the_log(String table) {
    // Ends in a warning, or in nothing at all.
    outcome(database.dataSource(), "GRANT ALL ON ledger." + table + " TO " + installation.role());
    String column = table.equals("seal") ? "last_position" : "position";
    for (String refused :
        List.of(
            "UPDATE ledger.%s SET COL = NULL",
            "DELETE FROM ledger.%s",
            "TRUNCATE ledger.%s",
            "DROP TABLE ledger.%s CASCADE",
            "ALTER TABLE ledger.%s ADD COLUMN more text",
            "ALTER TABLE ledger.%s ALTER COLUMN COL TYPE numeric",
            "ALTER TABLE ledger.%s RENAME TO other",
            "ALTER TABLE ledger.%s SET SCHEMA views",
            "ALTER TABLE ledger.%s OWNER TO CURRENT_USER",
            "ALTER TABLE ledger.%s DISABLE TRIGGER ALL",
            "ALTER TABLE ledger.%s ENABLE ROW LEVEL SECURITY",
            "CREATE TRIGGER t BEFORE INSERT ON ledger.%s"
                + " FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change()",
            "CREATE RULE r AS ON INSERT TO ledger.%s DO INSTEAD NOTHING",
            "SELECT * FROM ledger.%s FOR UPDATE",
            "DO $$ BEGIN LOCK TABLE ledger.%s IN ACCESS EXCLUSIVE MODE; END $$",
            "CREATE INDEX i ON ledger.%s (COL)")) {
      String sql =
          refused.formatted(table).replace("COL ", column + " ").replace("COL)", column + ")");
      assertThat(outcome(database.dataSource(), sql)).as(sql).isEqualTo(NOT_ALLOWED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TRIGGER append_only ON ledger.event",
        "ALTER TABLE ledger.event DISABLE TRIGGER append_only",
        "DROP FUNCTION ledger.refuse_change() CASCADE",
        "CREATE OR REPLACE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql"
            + " AS 'BEGIN RETURN NEW; END'",
        "SET session_replication_role = replica",
        "DROP SCHEMA ledger CASCADE",
        "ALTER SCHEMA ledger RENAME TO other",
        "CREATE TABLE ledger.more (position bigint)",
        "UPDATE ledger.flyway_schema_history SET success = false",
        "SELECT * FROM ledger.flyway_schema_history",
        "UPDATE ledger.external_reference SET wallet = ''",
        "DELETE FROM ledger.external_reference",
        "UPDATE ledger.idempotency_key SET fingerprint = ''",
        "INSERT INTO ledger.head SELECT * FROM ledger.head",
        "DELETE FROM ledger.head"
      })
  void the_application_cannot_change_what_guards_the_log(String sql) {
    assertThat(outcome(database.dataSource(), sql)).isEqualTo(NOT_ALLOWED);
  }

  @Test
  void the_application_has_these_rights_in_the_log_s_schema_and_no_other() {
    assertThat(rights())
        .containsExactlyInAnyOrder(
            "schema USAGE",
            "event SELECT",
            "event INSERT",
            "seal SELECT",
            "seal INSERT",
            "head SELECT",
            "head UPDATE",
            "snapshot SELECT",
            "snapshot INSERT",
            "snapshot UPDATE",
            "snapshot DELETE",
            "idempotency_key SELECT",
            "idempotency_key INSERT",
            "idempotency_key DELETE",
            "external_reference SELECT",
            "external_reference INSERT",
            "readable_event SELECT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GRANT ALL ON ledger.event TO %s",
        "GRANT SELECT ON ledger.event TO %s WITH GRANT OPTION",
        "GRANT UPDATE (payload) ON ledger.event TO %s",
        "GRANT DELETE ON ledger.external_reference TO %s",
        "GRANT SELECT ON ledger.flyway_schema_history TO %s",
        "REVOKE INSERT ON ledger.snapshot FROM %s",
        "GRANT CREATE ON SCHEMA ledger TO %s",
        "REVOKE USAGE ON SCHEMA ledger FROM %s"
      })
  void a_start_puts_right_what_somebody_else_granted_or_revoked(String sql) {
    List<String> before = rights();
    installation.administrator().execute(sql.formatted(installation.role()));
    assertThat(rights()).isNotEqualTo(before);

    reopen();

    assertThat(rights()).isEqualTo(before);
  }

  @Test
  void a_start_is_refused_while_the_application_may_change_the_log_through_others() {
    installation.administrator().execute("GRANT UPDATE (payload) ON ledger.event TO PUBLIC");

    try {
      assertThatThrownBy(installation::open)
          .isInstanceOf(StartRefused.class)
          .hasMessage(
              "The role "
                  + installation.role()
                  + " may change ledger.event, which Griot only adds to: revoke what it can do"
                  + " there as a member of other roles or through PUBLIC.");
    } finally {
      installation.administrator().execute("REVOKE UPDATE (payload) ON ledger.event FROM PUBLIC");
    }
    reopen();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE ledger.event SET payload = ''",
        "DELETE FROM ledger.event",
        "TRUNCATE ledger.event"
      })
  void the_triggers_refuse_the_owner_and_an_administrator_too(String sql) {
    assertThat(outcome(installation.loggedInAs(installation.owner()), sql)).isEqualTo(RAISED);
    assertThat(outcome(installation.administrator().dataSource(), sql)).isEqualTo(RAISED);
  }

  private void reopen() {
    database.close();
    database = installation.open();
  }

  /** On whole tables, on single columns, and on the schema. */
  private List<String> rights() {
    return installation.find(
        """
        WITH asked AS (
          SELECT name, name || option AS whole
            FROM unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER,MAINTAIN}'::text[])
                 AS name,
                 unnest('{"", " WITH GRANT OPTION"}'::text[]) AS option)
        SELECT relname || ' ' || asked.whole FROM pg_class, asked
         WHERE relnamespace = 'ledger'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
           AND (has_table_privilege(:role, oid, asked.whole)
                OR name IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
                   AND has_any_column_privilege(:role, oid, asked.whole))
        UNION ALL
        SELECT 'schema ' || name FROM unnest('{USAGE,CREATE}'::text[]) AS name
         WHERE has_schema_privilege(:role, 'ledger', name)
        ORDER BY 1
        """,
        Map.of("role", installation.role()));
  }
}
