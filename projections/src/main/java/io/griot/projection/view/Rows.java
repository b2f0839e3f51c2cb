package io.griot.projection.view;

import io.griot.core.LedgerEvent;
import io.griot.core.account.AccountEvent;
import io.griot.core.journal.JournalEvent;
import java.sql.Connection;
import java.sql.SQLException;

/** The rows that a batch of events makes of a view; used once. */
public interface Rows {

  /** Takes in what happened to an entry. */
  void add(JournalEvent event, Recording recording);

  /** Takes in what happened to an account. */
  void add(AccountEvent event, Recording recording);

  /** Writes the rows of the whole batch to the view's tables in a schema. */
  void write(Connection connection, String schema) throws SQLException;

  /**
   * Takes in any event of the ledger, in the order of the log.
   *
   * @throws IllegalStateException if nobody said what the event means to the views: no event is
   *     skipped
   */
  default void add(LedgerEvent event, Recording recording) {
    switch (event) {
      case JournalEvent journal -> add(journal, recording);
      case AccountEvent account -> add(account, recording);
      default ->
          throw new IllegalStateException(
              "No view knows %s at position %d.".formatted(event, recording.position()));
    }
  }
}
