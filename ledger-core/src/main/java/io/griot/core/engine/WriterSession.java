package io.griot.core.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writing thread's own connection to the database, one transaction a batch.
 *
 * <p>What a batch reads, it reads before its transaction begins: nothing but this node writes what
 * is read, or the transaction's look at the epoch fails. So the transaction, and with it the lock
 * on the head, lasts no longer than the appending.
 */
final class WriterSession implements TransactionManager, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WriterSession.class);

  /**
   * The writer reads a few rows of large tables, always by their indexes. Left to statistics, which
   * may be of an emptier table, PostgreSQL may read a stream by way of a bitmap, whose pages it has
   * fetched by other processes, and waits for each: cold wallets then cost more than twice as much.
   */
  private static final List<String> OTHER_PLANS = List.of("enable_bitmapscan", "enable_seqscan");

  private static final Executor INLINE = Runnable::run;
  private static final int CONNECTION_ATTEMPTS = 30;
  private static final int CONNECTION_PATIENCE_SECONDS = 2;

  private final DataSource dataSource;
  private final Duration transactionTimeout;
  private final Duration networkTimeout;
  private @Nullable Connection connection;
  private long epoch;
  private boolean inTransaction;

  /**
   * @param transactionTimeout after which the database itself ends a transaction of a node that
   *     froze in it, and with it the lock on the head
   */
  WriterSession(DataSource dataSource, Duration transactionTimeout) {
    this.dataSource = dataSource;
    this.transactionTimeout = transactionTimeout;
    this.networkTimeout = transactionTimeout.plus(transactionTimeout).plusSeconds(1);
  }

  /** In another epoch than the last: what broke that one may have broken the connection too. */
  void enter(Term term) {
    if (epoch != term.epoch()) {
      discard();
      epoch = term.epoch();
    }
  }

  /** The connection; outside of a transaction each statement stands for itself. */
  Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = open();
      connection = open;
      open.setNetworkTimeout(INLINE, (int) networkTimeout.toMillis());
      open.setAutoCommit(true);
      execute(open, "SET transaction_timeout = " + transactionTimeout.toMillis());
      for (String plan : OTHER_PLANS) {
        execute(open, "SET " + plan + " = off");
      }
    }
    return open;
  }

  /** The pool may not know yet which of its connections are broken. */
  private Connection open() throws SQLTransientConnectionException {
    try {
      for (int attempt = 1; ; attempt++) {
        Connection open = dataSource.getConnection();
        if (attempt == CONNECTION_ATTEMPTS || open.isValid(CONNECTION_PATIENCE_SECONDS)) {
          return open;
        }
        open.abort(INLINE);
        open.close();
      }
    } catch (SQLException e) {
      // Whatever the reason: without a connection nobody can write.
      throw new SQLTransientConnectionException("There is no connection to the database", e);
    }
  }

  /** The connection, in the batch's transaction from here on. */
  Connection appending() throws SQLException {
    Connection open = connection();
    if (!inTransaction) {
      open.setAutoCommit(false);
      inTransaction = true;
    }
    return open;
  }

  @Override
  public Transaction startTransaction() {
    return new Transaction() {
      @Override
      public void commit() {
        commitAppended();
      }

      @Override
      public void rollback() {
        rollBackAppended();
      }
    };
  }

  /** Gives the connection back as it was. */
  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open == null) {
      return;
    }
    try (open) {
      execute(open, "RESET transaction_timeout");
      for (String plan : OTHER_PLANS) {
        execute(open, "RESET " + plan);
      }
      open.setNetworkTimeout(INLINE, 0);
    } catch (SQLException e) {
      LOG.debug("The writer's connection was broken when it was given back", e);
    }
  }

  /** After a fault: nothing that the connection knows is relied on. */
  void discard() {
    Connection open = connection;
    connection = null;
    inTransaction = false;
    if (open == null) {
      return;
    }
    try (open) {
      open.abort(INLINE);
    } catch (SQLException e) {
      LOG.debug("The writer's connection was broken already", e);
    }
  }

  private void commitAppended() {
    Connection open = connection;
    if (open == null || !inTransaction) {
      return;
    }
    try {
      open.commit();
      inTransaction = false;
      open.setAutoCommit(true);
    } catch (SQLException e) {
      throw new WriteFailed("The commit failed", e);
    }
  }

  private void rollBackAppended() {
    Connection open = connection;
    if (open == null || !inTransaction) {
      return;
    }
    inTransaction = false;
    try {
      open.rollback();
      open.setAutoCommit(true);
    } catch (SQLException e) {
      LOG.debug("The writer's transaction was gone before it was rolled back", e);
      discard();
    }
  }

  private static void execute(Connection on, String sql) throws SQLException {
    try (Statement statement = on.createStatement()) {
      statement.execute(sql);
    }
  }
}
