package io.griot.server.database;

import io.griot.server.settings.StartRefused;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Makes the application's role, lets its users take it, and hands it the schemas it owns. */
final class RoleSetup {

  private static final String NOT_ALLOWED = "42501";
  private static final String NO_SUCH_ROLE = "42704";

  // That the role is there by now, or that two processes changed the same row of a catalogue.
  private static final Set<String> RACES = Set.of("42710", "23505", "XX000");
  private static final int ATTEMPTS = 40;
  private static final long PAUSE_MILLIS = 25;

  private final JdbcTemplate owner;
  private final ApplicationRole role;

  /**
   * @param owner works as the owner of the log, and finds the server's own names first
   */
  RoleSetup(JdbcTemplate owner, ApplicationRole role) {
    this.owner = owner;
    this.role = role;
  }

  /**
   * Does what is missing; changes nothing if nothing is.
   *
   * @throws StartRefused if the owner may not, with what an administrator has to run
   */
  void prepare() {
    refuseThoseWhoOwnTheLog();
    for (int attempt = 1; ; attempt++) {
      try {
        provide();
        break;
      } catch (DataAccessException e) {
        // Roles belong to the whole server: processes on other databases make the same one, and no
        // lock spans databases.
        if (attempt == ATTEMPTS || !RACES.contains(state(e))) {
          throw e;
        }
        pause();
      }
    }
    if (role.password() != null) {
      owner.execute(sql("ALTER ROLE %I LOGIN PASSWORD %L", role.name(), role.password()));
    }
    refuseForeignSchemas();
    handOver();
  }

  private void refuseThoseWhoOwnTheLog() {
    String me = currentUser();
    if (mayBecomeOwner(role.name())) {
      throw new StartRefused(
          "GRIOT_DATABASE_ROLE is "
              + role.name()
              + ", which has the rights of the log's owner: name a role that has none of its own,"
              + " such as griot_application.");
    }
    if (!role.login().equals(me) && mayBecomeOwner(role.login())) {
      throw new StartRefused(
          "GRIOT_DATABASE_USER is "
              + role.login()
              + ", which has the rights of the log's owner: name a user that is neither a superuser"
              + " nor the owner of the database or of schema ledger.");
    }
  }

  private boolean mayBecomeOwner(String who) {
    return holds(
        """
        SELECT EXISTS (
          SELECT FROM pg_roles who,
                 (SELECT oid FROM pg_roles WHERE rolname = current_user
                   UNION SELECT datdba FROM pg_database WHERE datname = current_database()
                   UNION SELECT nspowner FROM pg_namespace WHERE nspname = 'ledger') owners
           WHERE who.rolname = ? AND pg_has_role(who.oid, owners.oid, 'MEMBER'))\
        """,
        who);
  }

  private record Need(String statement, String check, List<String> of) {}

  private void provide() {
    List<String> refused = new ArrayList<>();
    for (Need need : needs()) {
      if (isMet(need)) {
        continue;
      }
      try {
        owner.execute(need.statement());
      } catch (DataAccessException e) {
        String state = state(e);
        if (!state.equals(NOT_ALLOWED) && !state.equals(NO_SUCH_ROLE)) {
          throw e;
        }
      }
      // Some rights that cannot be granted end in no more than a warning.
      if (!isMet(need)) {
        refused.add(need.statement() + ";");
      }
    }
    if (!refused.isEmpty()) {
      throw new StartRefused(
          "The database's user "
              + currentUser()
              + " may not set up the role "
              + role.name()
              + ", as which Griot works: run as a database administrator: "
              + String.join(" ", refused));
    }
  }

  private List<Need> needs() {
    List<Need> needs = new ArrayList<>();
    needs.add(
        new Need(
            sql("CREATE ROLE %I", role.name()),
            "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ?)",
            List.of(role.name())));
    for (String user : new LinkedHashSet<>(List.of(currentUser(), role.login()))) {
      needs.add(
          new Need(
              sql("GRANT %I TO %I WITH INHERIT TRUE, SET TRUE", role.name(), user),
              """
              SELECT EXISTS (SELECT FROM pg_roles
                              WHERE rolname = ? AND pg_has_role(?::name, oid, 'SET'))\
              """,
              List.of(role.name(), user)));
    }
    // Its schemas are its own to make; a rebuild makes one more for as long as it runs.
    needs.add(
        new Need(
            sql(
                "GRANT CREATE ON DATABASE %I TO %I",
                text("SELECT current_database()"), role.name()),
            """
            SELECT EXISTS (SELECT FROM pg_roles
                            WHERE rolname = ?
                              AND has_database_privilege(oid, current_database(), 'CREATE'))\
            """,
            List.of(role.name())));
    return needs;
  }

  private boolean isMet(Need need) {
    return holds(need.check(), need.of().toArray());
  }

  private void refuseForeignSchemas() {
    String me = currentUser();
    owner
        .query(
            """
            SELECT nspname, pg_get_userbyid(nspowner) AS holder FROM pg_namespace
             WHERE nspname IN ('ledger', 'identity', 'views', 'views_rebuild', 'tasks')
               AND pg_get_userbyid(nspowner) <> ?
               AND NOT pg_has_role(current_user, nspowner, 'USAGE')
             ORDER BY nspname = 'ledger' DESC\
            """,
            (row, _) ->
                ("Schema %s belongs to %s, and %s may not change it: name %2$s in"
                        + " GRIOT_DATABASE_OWNER, with its password.")
                    .formatted(row.getString("nspname"), row.getString("holder"), me),
            role.name())
        .stream()
        .findFirst()
        .ifPresent(
            line -> {
              throw new StartRefused(line);
            });
  }

  /**
   * Makes the role the owner of what earlier versions made in the name of the log's owner. One
   * statement a commit: a server that runs meanwhile is never waited for with a lock in hand, and
   * what is cut short is gone on with at the next start, the schema coming last.
   */
  private void handOver() {
    List<String> statements =
        owner.query(
            """
            WITH receiver AS (SELECT oid, rolname FROM pg_roles WHERE rolname = ?),
                 mine AS (SELECT oid, nspname, nspowner FROM pg_namespace
                           WHERE nspname IN ('identity', 'views', 'views_rebuild', 'tasks'))
            SELECT statement FROM (
              SELECT 1 AS turn,
                     format('GRANT USAGE, CREATE ON SCHEMA %I TO %I', nspname, rolname) AS statement
                FROM mine, receiver WHERE nspowner <> receiver.oid
              UNION ALL
              SELECT 2, format('ALTER TABLE %s OWNER TO %I', c.oid::regclass, rolname)
                FROM mine JOIN pg_class c ON c.relnamespace = mine.oid, receiver
               WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S')
                 AND c.relowner <> receiver.oid
                 AND pg_get_userbyid(c.relowner) IN (pg_get_userbyid(mine.nspowner), current_user)
                 -- A column's own sequence goes with its table.
                 AND NOT EXISTS (SELECT FROM pg_depend d
                                  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                                    AND d.refclassid = 'pg_class'::regclass
                                    AND c.relkind = 'S' AND d.deptype IN ('a', 'i'))
              UNION ALL
              SELECT 3, format('ALTER SCHEMA %I OWNER TO %I', nspname, rolname)
                FROM mine, receiver WHERE nspowner <> receiver.oid
            ) ORDER BY turn, statement\
            """,
            (row, _) -> row.getString("statement"), role.name());
    statements.forEach(owner::execute);
  }

  private String currentUser() {
    return text("SELECT current_user::text");
  }

  private String text(String query, Object... arguments) {
    String text = owner.queryForObject(query, String.class, arguments);
    if (text == null) {
      throw new IllegalStateException("No answer to: " + query);
    }
    return text;
  }

  private boolean holds(String query, Object... arguments) {
    return Boolean.TRUE.equals(owner.queryForObject(query, Boolean.class, arguments));
  }

  /** A statement with its names and literals quoted, where they need it. */
  private String sql(String pattern, String... arguments) {
    var all = new ArrayList<Object>();
    all.add(pattern);
    all.addAll(List.of(arguments));
    return text("SELECT format(?" + ", ?".repeat(arguments.length) + ")", all.toArray());
  }

  private static String state(DataAccessException e) {
    return e.getCause() instanceof SQLException cause ? String.valueOf(cause.getSQLState()) : "";
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefused("Interrupted while the database was set up.", e);
    }
  }
}
