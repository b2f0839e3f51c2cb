package io.griot.server.database;

import io.griot.server.settings.StartRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schemas up to date, each with a history of its own. */
public final class Migrations {

  /** In the order in which they may refer to each other. */
  static final List<String> SCHEMAS = List.of("ledger", "identity", "views");

  private static final int OLDEST_MAJOR = 17;

  // Any number that no other program on the database is likely to lock.
  private static final long LOCK = 0x4752494F54L;

  private Migrations() {}

  /**
   * Applies what is missing; processes that start together do it one after the other.
   *
   * @throws StartRefused if the server is too old or a migration fails
   */
  public static void apply(DataSource dataSource) {
    // Flyway locks each history table but not the making of the schema before it, where two first
    // starts collide.
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      requireVersion(connection.getMetaData().getDatabaseMajorVersion());
      statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
      try {
        SCHEMAS.forEach(schema -> migrate(dataSource, schema));
      } finally {
        statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
      }
    } catch (SQLException e) {
      throw new StartRefused("The database does not answer (" + e.getMessage() + ").", e);
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

  private static void migrate(DataSource dataSource, String schema) {
    try {
      var result =
          Flyway.configure()
              .dataSource(dataSource)
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

  private static String firstLine(FlywayException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("");
  }
}
