package io.griot.core.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the session of a node that froze in the middle of a commit, and with it what it wrote at
 * positions that the next writer needs, and the lock on the head if it had got that far.
 *
 * <p>PostgreSQL ends a transaction that lasts too long by itself, but not while it waits for the
 * rows of a COPY: then it looks at nothing but an order to terminate.
 */
final class FrozenCommit {

  private static final Logger LOG = LoggerFactory.getLogger(FrozenCommit.class);

  private final DataSource dataSource;
  private final Duration transactionTimeout;

  FrozenCommit(DataSource dataSource, Duration transactionTimeout) {
    this.dataSource = dataSource;
    this.transactionTimeout = transactionTimeout;
  }

  /** To be called before taking the lease; no commit that makes progress lasts that long. */
  void end() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        // Sessions are their users' own, whatever role these have taken.
        statement.execute("SET LOCAL ROLE NONE");
        terminate(connection);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private void terminate(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT pid, pg_terminate_backend(pid)
              FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Client'
               AND EXISTS (
                   SELECT FROM pg_locks
                    WHERE pg_locks.pid = pg_stat_activity.pid
                      AND relation IN (to_regclass('ledger.event'), to_regclass('ledger.head'))
                      AND mode = 'RowExclusiveLock' AND granted)
               AND xact_start < clock_timestamp() - make_interval(secs => ?)\
            """)) {
      statement.setDouble(1, transactionTimeout.toMillis() / 1e3);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          LOG.warn(
              "The writer froze in the middle of a commit; its session {} ends", row.getInt(1));
        }
      }
    }
  }
}
