package io.griot.bench.stock;

import java.sql.SQLException;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;

/** Tells whether another command was first, so that the same one may succeed when run again. */
final class LostRaces {

  // Serialization failure, deadlock.
  private static final String ROLLED_BACK = "40";

  private LostRaces() {}

  static boolean caused(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      boolean lost =
          switch (cause) {
            case AggregateStreamCreationException _ -> true;
            case ConcurrencyException _ -> true;
            case DeadlockException _ -> true;
            case DuplicateKeyException _ -> true;
            case ConcurrencyFailureException _ -> true;
            case SQLException sql ->
                sql.getSQLState() != null && sql.getSQLState().startsWith(ROLLED_BACK);
            default -> false;
          };
      if (lost) {
        return true;
      }
    }
    return false;
  }
}
