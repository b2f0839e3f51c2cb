package io.griot.server.database;

import io.griot.server.settings.StartRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the application's role may do with each table of schema {@code ledger}. */
final class LogGrants {

  /** On any other table, nothing. */
  static final Map<String, Set<String>> RIGHTS =
      Map.of(
          "event", Set.of("SELECT", "INSERT"),
          "seal", Set.of("SELECT", "INSERT"),
          "readable_event", Set.of("SELECT"),
          "head", Set.of("SELECT", "UPDATE"),
          "external_reference", Set.of("SELECT", "INSERT"),
          // Answers are forgotten once nobody can be waiting for them any more.
          "idempotency_key", Set.of("SELECT", "INSERT", "DELETE"),
          "snapshot", Set.of("SELECT", "INSERT", "UPDATE", "DELETE"));

  private static final Set<String> RIGHTS_ON_SCHEMA = Set.of("USAGE");

  private LogGrants() {}

  /**
   * Gives the role exactly these rights. Where it has them already nothing is executed; where it
   * has not, taking and giving are one commit, so that a running server is never without.
   */
  static void apply(JdbcTemplate owner, String role) {
    owner
        .query(
            """
            SELECT 'SCHEMA' AS kind, n.nspname AS name, quote_ident(n.nspname) AS qualified,
                   ARRAY(SELECT a.privilege_type || CASE WHEN a.is_grantable THEN ' on' ELSE '' END
                           FROM aclexplode(n.nspacl) a WHERE a.grantee = r.oid) AS granted
              FROM pg_namespace n, pg_roles r
             WHERE n.nspname = 'ledger' AND r.rolname = ?
            UNION ALL
            SELECT 'TABLE', c.relname, c.oid::regclass::text,
                   ARRAY(SELECT a.privilege_type || CASE WHEN a.is_grantable THEN ' on' ELSE '' END
                           FROM aclexplode(c.relacl) a WHERE a.grantee = r.oid
                          UNION
                         SELECT a.privilege_type || ' of ' || t.attname
                           FROM pg_attribute t, aclexplode(t.attacl) a
                          WHERE t.attrelid = c.oid AND a.grantee = r.oid)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, pg_roles r
             WHERE n.nspname = 'ledger' AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
               AND r.rolname = ?\
            """,
            (row, _) ->
                new Held(
                    row.getString("kind"),
                    row.getString("name"),
                    row.getString("qualified"),
                    Set.copyOf(Arrays.asList((String[]) row.getArray("granted").getArray()))),
            role,
            role)
        .stream()
        .filter(held -> !held.granted().equals(held.wanted()))
        .forEach(held -> owner.execute(held.correction(role)));
  }

  private record Held(String kind, String name, String qualified, Set<String> granted) {

    Set<String> wanted() {
      return kind.equals("SCHEMA") ? RIGHTS_ON_SCHEMA : RIGHTS.getOrDefault(name, Set.of());
    }

    String correction(String role) {
      String object = kind + " " + qualified;
      String revoke = "REVOKE ALL ON %s FROM \"%s\";".formatted(object, role);
      String grant =
          wanted().isEmpty()
              ? ""
              : "GRANT %s ON %s TO \"%s\";"
                  .formatted(String.join(", ", new TreeSet<>(wanted())), object, role);
      return "DO $$ BEGIN " + revoke + " " + grant + " END $$";
    }
  }

  /**
   * Looks whether a session can do no more with the log than add to it, whatever it owes to other
   * roles, to PUBLIC or to ownership.
   *
   * @throws StartRefused if it can
   */
  static void requireAppendOnly(Connection session, String role) throws SQLException {
    try (var statement = session.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT n.nspname || '.' || c.relname AS name
                  FROM pg_catalog.pg_class c
                  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = 'ledger' AND c.relname IN ('event', 'seal')
                   AND (has_any_column_privilege(c.oid, 'UPDATE')
                        OR has_table_privilege(c.oid, 'DELETE, TRUNCATE, TRIGGER')
                        OR pg_has_role(c.relowner, 'MEMBER')
                        OR pg_has_role(n.nspowner, 'MEMBER'))
                 ORDER BY name\
                """)) {
      if (rows.next()) {
        throw new StartRefused(
            "The role "
                + role
                + " may change "
                + rows.getString("name")
                + ", which Griot only adds to: revoke what it can do there as a member of other"
                + " roles or through PUBLIC.");
      }
    }
  }
}
