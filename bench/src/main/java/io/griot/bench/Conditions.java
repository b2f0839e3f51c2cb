package io.griot.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Under which a run was made.
 *
 * @param flushes that a commit waits until it is on the disk
 * @param loadAverage of the machine before the run: what else it was doing
 */
record Conditions(
    LocalDate date,
    int processors,
    String processor,
    String java,
    String postgres,
    boolean flushes,
    double loadAverage,
    double secondsPerMeasurement,
    int rounds,
    int wallets) {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  static Conditions of(Postgres postgres, Choices choices) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT current_setting('server_version'),
                       current_setting('fsync') = 'on' AND current_setting('synchronous_commit') = 'on'
                """)) {
      row.next();
      return new Conditions(
          LocalDate.now(ZoneOffset.UTC),
          Runtime.getRuntime().availableProcessors(),
          processorName(),
          Runtime.version().toString(),
          row.getString(1),
          row.getBoolean(2),
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
          choices.measured().toNanos() / 1e9,
          choices.rounds(),
          choices.wallets());
    }
  }

  private static String processorName() {
    try {
      return Files.readAllLines(PROCESSORS).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException _) {
      return System.getProperty("os.arch");
    }
  }
}
