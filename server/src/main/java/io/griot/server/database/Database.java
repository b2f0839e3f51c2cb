package io.griot.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.griot.server.postgres.EmbeddedDatabase;
import io.griot.server.settings.DataDirectory;
import io.griot.server.settings.DatabaseSettings;
import io.griot.server.settings.StartRefused;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The database of this process, migrated and pooled, with its server if it is embedded. */
public final class Database implements AutoCloseable {

  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
  private static final String INVALID_PASSWORD = "28P01";
  private static final String INVALID_AUTHORIZATION = "28000";
  private static final String INVALID_CATALOG_NAME = "3D000";

  private final @Nullable EmbeddedDatabase embedded;
  private final HikariDataSource pool;
  private final String description;

  private Database(@Nullable EmbeddedDatabase embedded, HikariDataSource pool, String description) {
    this.embedded = embedded;
    this.pool = pool;
    this.description = description;
  }

  /**
   * Opens the named database, or the embedded one if none is named, and migrates it.
   *
   * @throws StartRefused if there is none, with the setting to look at
   */
  public static Database open(DatabaseSettings settings, DataDirectory data) {
    String url = settings.url();
    return url == null ? openEmbedded(settings, data) : openNamed(settings, url);
  }

  /** For a command without an application: closes it also when the command is interrupted. */
  public Database closedWithTheProcess() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "database-closer"));
    return this;
  }

  /** The pool. The database closes it. */
  public HikariDataSource dataSource() {
    return pool;
  }

  /** For a person to read; without any secret. */
  public String description() {
    return description;
  }

  /** Closes the pool, then the server if this process owns it. */
  @Override
  public synchronized void close() {
    if (pool.isClosed()) {
      return;
    }
    pool.close();
    if (embedded != null) {
      embedded.close();
    }
  }

  private static Database openEmbedded(DatabaseSettings settings, DataDirectory data) {
    EmbeddedDatabase embedded = EmbeddedDatabase.open(data);
    String description =
        "embedded PostgreSQL in "
            + data.resolve("postgres")
            + ", port "
            + embedded.port()
            + (embedded.isOwner() ? "" : ", run by another process");
    HikariDataSource pool =
        pool(embedded.url(), embedded.user(), embedded.password(), settings.poolSize());
    return migrated(new Database(embedded, pool, description));
  }

  private static Database openNamed(DatabaseSettings settings, String url) {
    connectOnce(settings, url);
    HikariDataSource pool = pool(url, settings.user(), settings.password(), settings.poolSize());
    return migrated(new Database(null, pool, withoutOptions(url) + ", user " + settings.user()));
  }

  private static Database migrated(Database database) {
    boolean migrated = false;
    try {
      Migrations.apply(database.pool);
      migrated = true;
      return database;
    } finally {
      if (!migrated) {
        database.close();
      }
    }
  }

  private static HikariDataSource pool(
      String url, String user, @Nullable String password, int size) {
    var config = new HikariConfig();
    config.setPoolName("griot");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(CONNECT_PATIENCE.toMillis());
    config.addDataSourceProperty("ApplicationName", "griot");
    // Whether it answers was asked before, or is the embedded server's own affair.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  // The pool would try again and again and then bury the reason.
  private static void connectOnce(DatabaseSettings settings, String url) {
    var properties = new Properties();
    properties.setProperty("user", settings.user());
    String password = settings.password();
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("connectTimeout", Long.toString(CONNECT_PATIENCE.toSeconds()));
    properties.setProperty("loginTimeout", Long.toString(CONNECT_PATIENCE.toSeconds()));
    try {
      DriverManager.getConnection(url, properties).close();
    } catch (SQLException e) {
      throw unreachable(url, e);
    }
  }

  private static StartRefused unreachable(String url, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String database = withoutOptions(url);
    return switch (state) {
      case INVALID_PASSWORD, INVALID_AUTHORIZATION ->
          new StartRefused(
              "GRIOT_DATABASE_URL names "
                  + database
                  + ", which refuses this user: set GRIOT_DATABASE_USER and"
                  + " GRIOT_DATABASE_PASSWORD to what it knows.",
              e);
      case INVALID_CATALOG_NAME ->
          new StartRefused(
              "GRIOT_DATABASE_URL names "
                  + database
                  + ", and that server has no such database: create it, owned by the user in"
                  + " GRIOT_DATABASE_USER.",
              e);
      default ->
          new StartRefused(
              "GRIOT_DATABASE_URL names "
                  + database
                  + ", which does not answer ("
                  + firstSentence(e)
                  + "): start it or correct the address, or leave the setting out for the embedded"
                  + " database.",
              e);
    };
  }

  private static String firstSentence(SQLException e) {
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    int secondSentence = line.indexOf(". ");
    return secondSentence < 0 ? line : line.substring(0, secondSentence);
  }

  // Options may carry a password.
  private static String withoutOptions(String url) {
    int options = url.indexOf('?');
    return options < 0 ? url : url.substring(0, options);
  }
}
