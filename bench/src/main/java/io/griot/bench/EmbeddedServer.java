package io.griot.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** An embedded PostgreSQL that flushes every commit to disk, thrown away after the run. */
final class EmbeddedServer implements Postgres {

  private static final String USER = "postgres";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private final Path directory;
  private final EmbeddedPostgres postgres;

  private EmbeddedServer(Path directory, EmbeddedPostgres postgres) {
    this.directory = directory;
    this.postgres = postgres;
  }

  /**
   * Starts it.
   *
   * @throws NotBegun if it does not start
   */
  static EmbeddedServer start() throws IOException {
    // Beside the work, not in /tmp: that may be memory, and then no flush would cost anything.
    Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), ".bench-");
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory.resolve("postgres"))
              .setOverrideWorkingDirectory(directory.resolve("work").toFile())
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("shared_buffers", "512MB")
              .setServerConfig("max_wal_size", "4GB")
              .setServerConfig("max_connections", "200")
              .start();
      return new EmbeddedServer(directory, postgres);
    } catch (IOException | IllegalStateException e) {
      delete(directory);
      throw new NotBegun(
          "The embedded PostgreSQL did not start (%s): name one by --database-url."
              .formatted(e.getMessage()),
          e);
    }
  }

  @Override
  public Database createDatabase(String purpose) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + purpose);
    }
    return new Database(postgres.getJdbcUrl(USER, purpose), USER, "unused");
  }

  @Override
  public Connection connect() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  @Override
  public void close() throws IOException {
    postgres.close();
    awaitStopped();
    delete(directory);
  }

  /** It was told to stop, but is given five seconds, and may have more to write. */
  private void awaitStopped() {
    Path running = directory.resolve("postgres/postmaster.pid");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (Files.exists(running) && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.deleteIfExists(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
