package io.griot.core.engine;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells what made a transaction fail, whoever of Axon, Spring and the driver wrapped it. */
final class Faults {

  // Connection lost, out of resources, shut down or cancelled, I/O error.
  private static final Set<String> GONE = Set.of("08", "53", "57", "58");
  // Serialization failure, deadlock.
  private static final String ROLLED_BACK = "40";

  private Faults() {}

  /** Whether another command was first, so that the same one may succeed when it is run again. */
  static boolean lostRace(Throwable fault) {
    return any(
        fault,
        cause ->
            switch (cause) {
              case AggregateStreamCreationException _ -> true;
              case ConcurrencyException _ -> true;
              case DeadlockException _ -> true;
              case DuplicateKeyException _ -> true;
              case ConcurrencyFailureException _ -> true;
              case SQLException sql -> ROLLED_BACK.equals(sqlClass(sql));
              default -> false;
            });
  }

  /** Whether the database cannot be used now, by any command. */
  static boolean databaseGone(Throwable fault) {
    return any(
        fault,
        cause ->
            switch (cause) {
              case CannotCreateTransactionException _ -> true;
              case DataAccessResourceFailureException _ -> true;
              case TransactionSystemException _ -> true;
              case SQLException sql -> GONE.contains(sqlClass(sql));
              default -> false;
            });
  }

  private static boolean any(Throwable fault, Predicate<Throwable> kind) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (kind.test(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String sqlClass(SQLException sql) {
    String state = sql.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }
}
