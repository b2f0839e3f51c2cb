package io.griot.core.engine;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells what made a batch fail, whoever of Axon, Spring and the driver wrapped it. */
final class Faults {

  // Connection lost, out of resources, shut down or cancelled, I/O error.
  private static final Set<String> GONE = Set.of("08", "53", "57", "58");
  // The server ended a transaction that lasted too long; it became a read-only standby.
  private static final Set<String> GONE_STATES = Set.of("25P04", "25006");

  private Faults() {}

  /** Whether the database cannot be used now, by any command. */
  static boolean databaseGone(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case CannotCreateTransactionException _,
            DataAccessResourceFailureException _,
            SQLTransientConnectionException _ -> {
          return true;
        }
        case SQLException sql when isGone(sql) -> {
          return true;
        }
        default -> {
          // Look further down.
        }
      }
    }
    return false;
  }

  private static boolean isGone(SQLException sql) {
    String state = sql.getSQLState();
    return state != null
        && (GONE_STATES.contains(state)
            || (state.length() >= 2 && GONE.contains(state.substring(0, 2))));
  }
}
