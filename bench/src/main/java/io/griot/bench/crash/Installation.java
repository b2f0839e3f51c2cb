package io.griot.bench.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The PostgreSQL that nodes run in their data directory, seen from beside them. */
record Installation(Path data) {

  private static final Duration POLL = Duration.ofMillis(20);

  /** As the owner of the log. */
  Connection connect() throws SQLException, IOException {
    return connect("griot", "postgres-password");
  }

  /** As somebody who sees what all others do. */
  Connection connectAsSuperuser() throws SQLException, IOException {
    return connect("postgres", "postgres-superuser-password");
  }

  /** The process that listens, if it lives. */
  Optional<ProcessHandle> postmaster() throws IOException {
    Path file = data.resolve("postgres").resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Files.readAllLines(file).stream()
        .findFirst()
        .map(String::strip)
        .filter(line -> line.matches("\\d{1,18}"))
        .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
        .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
  }

  /** SIGKILL. */
  ProcessHandle killPostmaster() throws IOException {
    ProcessHandle running = postmaster().orElseThrow(() -> new Broken("PostgreSQL does not run"));
    if (!running.destroyForcibly()) {
      throw new Broken("PostgreSQL cannot be killed");
    }
    return running;
  }

  /** Waits until another process than that one answers. */
  void awaitAnswer(ProcessHandle killed, Duration limit) throws IOException, InterruptedException {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (!answersAgain(killed)) {
      if (System.nanoTime() > deadlineNanos) {
        throw new Broken("PostgreSQL was not back within " + limit.toSeconds() + " s");
      }
      Thread.sleep(POLL);
    }
  }

  private boolean answersAgain(ProcessHandle killed) throws IOException {
    if (postmaster().filter(running -> running.pid() != killed.pid()).isEmpty()) {
      return false;
    }
    try {
      connect().close();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private Connection connect(String user, String passwordFile) throws SQLException, IOException {
    String port = Files.readString(data.resolve("postgres-port")).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/griot",
        user,
        Files.readString(data.resolve(passwordFile)).strip());
  }
}
