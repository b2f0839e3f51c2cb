package io.griot.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.griot.server.postgres.EmbeddedDatabase;
import io.griot.server.settings.DataDirectory;
import io.griot.server.settings.DatabaseSettings;
import io.griot.server.settings.StartRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

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
    boolean open = false;
    try {
      String password = embedded.applicationPassword();
      Migrations.apply(
          unpooled(embedded.url(), embedded.user(), embedded.password()),
          ApplicationRole.withPassword(settings.role(), password));
      Database database =
          new Database(
              embedded, pool(embedded.url(), settings.role(), password, settings), description);
      open = true;
      return database.checked(settings.role());
    } finally {
      if (!open) {
        embedded.close();
      }
    }
  }

  private static Database openNamed(DatabaseSettings settings, String url) {
    DataSource login = unpooled(url, settings.user(), settings.password());
    String user = connectOnce(login, url, "GRIOT_DATABASE_USER");
    Migrations.apply(
        owner(settings, url, login, user), ApplicationRole.takenBy(settings.role(), user));
    return new Database(
            null,
            pool(url, settings.user(), settings.password(), settings),
            withoutOptions(url) + ", user " + user + " as " + settings.role())
        .checked(settings.role());
  }

  private static DataSource owner(
      DatabaseSettings settings, String url, DataSource login, String user) {
    String named = settings.owner();
    if (named == null) {
      return login;
    }
    DataSource owner = unpooled(url, named, settings.ownerPassword());
    // A user in the address goes before any other.
    if (connectOnce(owner, url, "GRIOT_DATABASE_OWNER").equals(user)) {
      throw new StartRefused(
          "GRIOT_DATABASE_URL logs GRIOT_DATABASE_OWNER and GRIOT_DATABASE_USER in as one, "
              + user
              + ": take the user out of the address.");
    }
    return owner;
  }

  private Database checked(String role) {
    boolean appendOnly = false;
    try (Connection connection = pool.getConnection()) {
      LogGrants.requireAppendOnly(connection, role);
      appendOnly = true;
      return this;
    } catch (SQLException e) {
      throw new StartRefused("The database does not answer (" + firstSentence(e) + ").", e);
    } finally {
      if (!appendOnly) {
        close();
      }
    }
  }

  private static HikariDataSource pool(
      String url, String user, @Nullable String password, DatabaseSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("griot");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(settings.poolSize());
    config.setConnectionTimeout(CONNECT_PATIENCE.toMillis());
    config.setConnectionInitSql(ApplicationRole.takeSql(settings.role()));
    config.addDataSourceProperty("ApplicationName", "griot");
    // Whether it answers was asked before, or is the embedded server's own affair.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private static DataSource unpooled(String url, String user, @Nullable String password) {
    var properties = new Properties();
    properties.setProperty("user", user);
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("ApplicationName", "griot");
    properties.setProperty("connectTimeout", Long.toString(CONNECT_PATIENCE.toSeconds()));
    properties.setProperty("loginTimeout", Long.toString(CONNECT_PATIENCE.toSeconds()));
    return new DriverManagerDataSource(url, properties);
  }

  // The pool would try again and again and then bury the reason.
  private static String connectOnce(DataSource dataSource, String url, String setting) {
    try (Connection connection = dataSource.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT session_user")) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw unreachable(url, setting, e);
    }
  }

  private static StartRefused unreachable(String url, String setting, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String database = withoutOptions(url);
    return switch (state) {
      case INVALID_PASSWORD, INVALID_AUTHORIZATION ->
          new StartRefused(
              "GRIOT_DATABASE_URL names "
                  + database
                  + ", which refuses this user: set "
                  + setting
                  + " and its password to what it knows.",
              e);
      case INVALID_CATALOG_NAME ->
          new StartRefused(
              "GRIOT_DATABASE_URL names "
                  + database
                  + ", and that server has no such database: create it, owned by the user in "
                  + setting
                  + ".",
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
