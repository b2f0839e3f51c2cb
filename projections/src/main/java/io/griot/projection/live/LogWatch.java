package io.griot.projection.live;

import io.griot.projection.log.LogReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns of new events by the writer's notifications, on a connection that it keeps, and by looking
 * now and then in case one is missing.
 */
final class LogWatch {

  /** Where the writer says the last position of each commit. */
  static final String CHANNEL = "griot_log";

  private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);

  /**
   * Between two announcements: what is committed meanwhile is read and written together, which
   * costs the views a fraction of taking in each commit alone.
   */
  private static final Duration PACE = Duration.ofMillis(25);

  private static final Duration FAULT_INTERVAL = Duration.ofMillis(500);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

  private final DataSource dataSource;
  private final Duration lookInterval;
  private final Listener listener;
  private @Nullable Thread thread;
  private boolean stopped;

  /** Who wants to know. */
  interface Listener {

    /** The log goes at least to a position. */
    void reached(long position);

    /** The database was not there, and perhaps crashed. */
    void lost();

    /** It is there again. */
    void found();
  }

  LogWatch(DataSource dataSource, Duration lookInterval, Listener listener) {
    this.dataSource = dataSource;
    this.lookInterval = lookInterval;
    this.listener = listener;
  }

  synchronized void start() {
    if (thread == null && !stopped) {
      thread = Thread.ofVirtual().name("log-watch").start(this::run);
    }
  }

  /** Ends the look-out, so that nothing is read from a database that is closing. */
  void stop() {
    Thread running;
    synchronized (this) {
      stopped = true;
      running = thread;
    }
    if (running != null) {
      try {
        running.join(STOP_PATIENCE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized boolean watching() {
    return !stopped;
  }

  private void run() {
    boolean lost = false;
    try {
      while (watching()) {
        try (Connection connection = dataSource.getConnection()) {
          if (lost) {
            lost = false;
            LOG.info("The log is watched again.");
            listener.found();
          }
          listen(connection);
        } catch (SQLException | RuntimeException e) {
          if (!lost) {
            LOG.warn("The log cannot be watched; trying again until it can.", e);
          }
          lost = true;
          listener.lost();
          TimeUnit.NANOSECONDS.sleep(FAULT_INTERVAL.toNanos());
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the log's watch.", e);
    }
  }

  private void listen(Connection connection) throws SQLException, InterruptedException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
      try {
        watch(connection);
      } finally {
        // Whoever gets this connection next has no use for what would pile up on it.
        statement.execute("UNLISTEN " + CHANNEL);
      }
    }
  }

  private void watch(Connection connection) throws SQLException, InterruptedException {
    PGConnection notified = connection.unwrap(PGConnection.class);
    listener.reached(LogReader.head(connection));
    while (watching()) {
      PGNotification[] news = notified.getNotifications((int) lookInterval.toMillis());
      OptionalLong said = lastPosition(news);
      listener.reached(said.isPresent() ? said.getAsLong() : LogReader.head(connection));
      if (said.isPresent()) {
        TimeUnit.NANOSECONDS.sleep(PACE.toNanos());
      }
    }
  }

  private static OptionalLong lastPosition(PGNotification @Nullable [] news) {
    long last = 0;
    if (news != null) {
      for (PGNotification notification : news) {
        try {
          last = Math.max(last, Long.parseLong(notification.getParameter()));
        } catch (NumberFormatException _) {
          // Whoever sent it: the next look tells.
        }
      }
    }
    return last == 0 ? OptionalLong.empty() : OptionalLong.of(last);
  }
}
