package io.griot.server.database;

import io.griot.server.settings.StartRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Brings roles, schemas and rights up to date, each schema with a history of its own. */
public final class Migrations {

  /** The log's schema, which its owner keeps to itself. */
  static final String LEDGER = "ledger";

  /** The application's own schemas, in the order in which they may refer to each other. */
  static final List<String> APPLICATION_SCHEMAS = List.of("identity", "views", "tasks");

  private static final int OLDEST_MAJOR = 17;

  // Any number that no other program on the database is likely to lock.
  private static final long LOCK = 0x4752494F54L;

  private Migrations() {}

  /**
   * Applies what is missing; processes that start together do it one after the other.
   *
   * @param owner connects as the owner of the log
   * @throws StartRefused if the server is too old, the owner lacks a right, or a migration fails
   */
  public static void apply(DataSource owner, ApplicationRole role) {
    // Flyway locks each history table but not the making of the schema before it, where two first
    // starts collide.
    try (Connection connection = owner.getConnection()) {
      requireVersion(connection.getMetaData().getDatabaseMajorVersion());
      var jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      // Whoever may make tables here could otherwise slip the owner a function of the same name.
      jdbc.execute("SET search_path = pg_catalog");
      jdbc.execute("SELECT pg_advisory_lock(" + LOCK + ")");
      try {
        new RoleSetup(jdbc, role).prepare();
        migrate(owner, LEDGER, "");
        APPLICATION_SCHEMAS.forEach(
            schema -> migrate(owner, schema, ApplicationRole.takeSql(role.name())));
        LogGrants.apply(jdbc, role.name());
      } finally {
        jdbc.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
      }
    } catch (SQLException e) {
      throw unanswered(e);
    } catch (DataAccessException e) {
      throw e.getCause() instanceof SQLException cause ? unanswered(cause) : e;
    }
  }

  static void requireVersion(int major) {
    if (major < OLDEST_MAJOR) {
      throw new StartRefused(
          "GRIOT_DATABASE_URL names a PostgreSQL "
              + major
              + ": Griot needs PostgreSQL "
              + OLDEST_MAJOR
              + " or newer.");
    }
  }

  private static void migrate(DataSource owner, String schema, String first) {
    try {
      var result =
          Flyway.configure()
              .dataSource(owner)
              .initSql(first)
              .schemas(schema)
              .defaultSchema(schema)
              .createSchemas(true)
              .locations("classpath:db/" + schema)
              // A schema whose feature is not in this build has no files.
              .failOnMissingLocations(false)
              .load()
              .migrate();
      if (!result.success) {
        throw new StartRefused("The migration of schema " + schema + " did not succeed.");
      }
    } catch (FlywayException e) {
      throw new StartRefused(
          "The migration of schema " + schema + " failed (" + firstLine(e) + ").", e);
    }
  }

  private static StartRefused unanswered(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.startsWith("57")
        ? new StartRefused("The database does not answer (" + firstLine(e) + ").", e)
        : new StartRefused("The database cannot be set up (" + firstLine(e) + ").", e);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("");
  }
}
