package io.griot.bench.crash;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The views held against the log that they were made of. */
final class Views {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Connection connection;
  private final Tally tally;

  Views(Connection connection, Tally tally) {
    this.connection = connection;
    this.tally = tally;
  }

  /** Waits until all have come to the log's end. */
  void await(long head) throws SQLException, InterruptedException {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!rows("SELECT view FROM views.position WHERE position < " + head).isEmpty()) {
      if (System.nanoTime() > deadlineNanos) {
        throw new Broken(
            "The views did not come to position %d within %d s"
                .formatted(head, PATIENCE.toSeconds()));
      }
      Thread.sleep(20);
    }
  }

  void compare(WholeLog log) throws SQLException {
    compare(
        "postings",
        log.postings(),
        """
        SELECT concat_ws('|', position, line, 'entry:' || entry_id, account, upper(side),
               amount_minor_units, currency, balance)
          FROM views.posting ORDER BY position, line
        """);
    compare(
        "entries",
        log.entries(),
        """
        SELECT concat_ws('|', position, 'entry:' || entry_id, kind, from_account, to_account,
               amount_minor_units, currency, remarks)
          FROM views.entry ORDER BY position
        """);
    compare(
        "accounts",
        log.accounts(),
        """
        SELECT concat_ws('|', account, currency, debits, credits, posted,
               coalesce(external_reference, ''))
          FROM views.account ORDER BY account COLLATE "C"
        """);
  }

  private void compare(String view, List<String> expected, String sql) throws SQLException {
    List<String> seen = rows(sql);
    for (int row = 0; row < Math.max(expected.size(), seen.size()); row++) {
      String fold = row < expected.size() ? expected.get(row) : "nothing";
      String shown = row < seen.size() ? seen.get(row) : "nothing";
      if (!fold.equals(shown)) {
        tally.broken("the view of %s shows %s, the log has %s".formatted(view, shown, fold));
        return;
      }
    }
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }
}
