package io.griot.server.database;

import io.griot.server.settings.DataDirectory;
import io.griot.server.settings.DatabaseSettings;
import io.griot.testdatabase.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database, and users on its server whom no other test knows. */
record Installation(TestDatabase administrator, String owner, String login, String role) {

  static final String PASSWORD = "a-password";

  /** An empty database that belongs to a user with these attributes, who is no superuser. */
  static Installation ownedBy(String attributes) {
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    var made =
        new Installation(
            TestDatabase.create(), "owner_" + suffix, "login_" + suffix, "application_" + suffix);
    made.administrator.execute(
        "CREATE ROLE %s LOGIN %s PASSWORD '%s'".formatted(made.owner, attributes, PASSWORD));
    made.own();
    return made;
  }

  /** What a page's statements make, with the names and the password there replaced; a line each. */
  static Installation madeBy(String page) {
    TestDatabase server = TestDatabase.create();
    String suffix = "_" + UUID.randomUUID().toString().substring(0, 8);
    page.replace("...", PASSWORD)
        .replaceAll("\\bgriot\\w*", "$0" + suffix)
        .lines()
        .forEach(server::execute);
    String url = server.url().replaceFirst("/test_\\w+", "/griot" + suffix);
    return new Installation(
        new TestDatabase(url, server.user(), server.password()),
        page.contains("griot_owner") ? "griot_owner" + suffix : "griot" + suffix,
        "griot_login" + suffix,
        "griot_application" + suffix);
  }

  /** Another empty database of the same owner. */
  Installation another() {
    var another = new Installation(TestDatabase.create(), owner, login, role);
    another.own();
    return another;
  }

  private void own() {
    administrator.execute("ALTER DATABASE " + name() + " OWNER TO " + owner);
  }

  /** The test server's own user may stand in its address, where it goes before any other. */
  String url() {
    return administrator.url().replaceFirst("\\?.*", "");
  }

  String name() {
    return jdbc().sql("SELECT current_database()").query(String.class).single();
  }

  /** A user who may log in and nothing else. */
  void makeLogin() {
    administrator.execute("CREATE ROLE " + login + " LOGIN PASSWORD '" + PASSWORD + "'");
  }

  /** Of an application that logs in as the owner. */
  DatabaseSettings ofOneUser() {
    return settings(url(), owner, null);
  }

  /** Of an application that logs in as another user than the owner. */
  DatabaseSettings ofTwoUsers() {
    return settings(url(), login, owner);
  }

  DatabaseSettings settings(String url, String user, @Nullable String namedOwner) {
    return new DatabaseSettings(
        url, user, PASSWORD, namedOwner, namedOwner == null ? null : PASSWORD, role, 6);
  }

  Database open() {
    return open(ofOneUser());
  }

  static Database open(DatabaseSettings settings) {
    return Database.open(settings, DataDirectory.of("never-made"));
  }

  /** As the administrator. */
  JdbcClient jdbc() {
    return JdbcClient.create(administrator.dataSource());
  }

  /** The first column of what the administrator finds. */
  List<String> find(String sql, Map<String, String> parameters) {
    return jdbc().sql(sql).params(parameters).query((row, _) -> row.getString(1)).list();
  }

  DataSource loggedInAs(String user) {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url());
    dataSource.setUser(user);
    dataSource.setPassword(PASSWORD);
    return dataSource;
  }

  /** The state with which a statement is refused, or "done". */
  static String outcome(DataSource dataSource, String sql) {
    try (Connection connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
      return "done";
    } catch (SQLException e) {
      return String.valueOf(e.getSQLState());
    }
  }
}
