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
 * Ends the session of a node that froze in the middle of a commit, and with it the lock on the
 * head.
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

  /** To be called when the lease has ended: whoever lives renews it with every commit. */
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
              FROM pg_stat_activity JOIN pg_locks USING (pid)
             WHERE datname = current_database() AND relation = to_regclass('ledger.head')
               AND mode = 'RowExclusiveLock' AND granted AND wait_event_type = 'Client'
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
