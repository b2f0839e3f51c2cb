package io.griot.testdatabase;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One empty database on a PostgreSQL server shared by the whole test run.
 *
 * <p>The server is {@code GRIOT_TEST_DATABASE_URL} (JDBC) if set, else a container if a Docker
 * engine answers, else embedded PostgreSQL.
 */
public record TestDatabase(String url, String user, String password) {

  /** Creates an empty database of its own; the server drops it with itself. */
  public static TestDatabase create() {
    return create("");
  }

  /** Creates a database that holds what this one does, while nobody is connected to this one. */
  public TestDatabase copy() {
    String plain = url.indexOf('?') < 0 ? url : url.substring(0, url.indexOf('?'));
    return create(" TEMPLATE " + plain.substring(plain.lastIndexOf('/') + 1));
  }

  private static TestDatabase create(String options) {
    TestDatabase server = Server.FOUND;
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    server.execute("CREATE DATABASE " + name + options);
    return new TestDatabase(withDatabase(server.url, name), server.user, server.password);
  }

  /** A data source without a pool. */
  public DataSource dataSource() {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    dataSource.setUser(user);
    dataSource.setPassword(password);
    return dataSource;
  }

  /** Runs one statement on a connection of its own. */
  public void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("The test database refused: " + sql, e);
    }
  }

  private static String withDatabase(String url, String name) {
    int query = url.indexOf('?');
    String options = query < 0 ? "" : url.substring(query);
    String plain = query < 0 ? url : url.substring(0, query);
    return plain.substring(0, plain.lastIndexOf('/') + 1) + name + options;
  }

  private static TestDatabase findServer() {
    return named().or(TestDatabase::inContainer).orElseGet(TestDatabase::embedded);
  }

  private static Optional<TestDatabase> named() {
    return Optional.ofNullable(System.getenv("GRIOT_TEST_DATABASE_URL"))
        .map(
            url ->
                new TestDatabase(
                    url,
                    System.getenv().getOrDefault("GRIOT_TEST_DATABASE_USER", "postgres"),
                    System.getenv().getOrDefault("GRIOT_TEST_DATABASE_PASSWORD", "")));
  }

  private static Optional<TestDatabase> inContainer() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.empty();
    }
    // Testcontainers' own reaper stops the container when this JVM ends.
    @SuppressWarnings("resource")
    var container = new PostgreSQLContainer("postgres:18");
    container.start();
    return Optional.of(
        new TestDatabase(container.getJdbcUrl(), container.getUsername(), container.getPassword()));
  }

  private static TestDatabase embedded() {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
      return new TestDatabase(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "");
    } catch (IOException e) {
      throw new IllegalStateException(
          "No PostgreSQL for the tests: name one in GRIOT_TEST_DATABASE_URL.", e);
    }
  }

  private static void close(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new IllegalStateException("The embedded PostgreSQL did not stop.", e);
    }
  }

  /** Found at first use, once a JVM. */
  private static final class Server {
    static final TestDatabase FOUND = findServer();
  }
}
