package io.griot.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PostgreSQL that the caller named; the databases made on it are dropped in the end. */
final class NamedServer implements Postgres {

  private static final Pattern ADDRESS =
      Pattern.compile("(jdbc:postgresql://[^/?]+)(?:/[^?]*)?(\\?.*)?");
  private static final int OLDEST_MAJOR = 17;

  private final String url;
  private final String host;
  private final String options;
  private final String user;
  private final String password;
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final List<String> databases = new ArrayList<>();

  private NamedServer(String url, Matcher address, String user, String password) {
    this.url = url;
    this.host = address.group(1);
    this.options = address.group(2) == null ? "" : address.group(2);
    this.user = user;
    this.password = password;
  }

  /**
   * Makes sure that the server answers and lets the user create databases.
   *
   * @throws NotBegun if not
   */
  static NamedServer at(String url, String user, String password) {
    Matcher address = ADDRESS.matcher(url);
    if (!address.matches()) {
      throw new NotBegun(
          "--database-url is no address such as jdbc:postgresql://localhost:5432/postgres.");
    }
    NamedServer server = new NamedServer(url, address, user, password);
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet mayCreate =
            statement.executeQuery(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")) {
      int major = connection.getMetaData().getDatabaseMajorVersion();
      if (major < OLDEST_MAJOR) {
        throw new NotBegun(
            "%s is a PostgreSQL %d: %d or newer is needed."
                .formatted(address.group(1), major, OLDEST_MAJOR));
      }
      if (!mayCreate.next() || !mayCreate.getBoolean(1)) {
        throw new NotBegun(
            "The user %s may not create databases, and each contender needs its own: ALTER ROLE %s CREATEDB."
                .formatted(user, user));
      }
    } catch (SQLException e) {
      // The address may carry a password behind its question mark.
      throw new NotBegun(
          "The database %s does not answer: %s"
              .formatted(
                  address.group(1), String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
    return server;
  }

  @Override
  public Database createDatabase(String purpose) throws SQLException {
    String name = "griot_bench_%s_%s".formatted(run, purpose);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    databases.add(name);
    return new Database(host + "/" + name + options, user, password);
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  @Override
  public void close() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String database : databases) {
        statement.execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
      }
    }
    databases.clear();
  }
}
