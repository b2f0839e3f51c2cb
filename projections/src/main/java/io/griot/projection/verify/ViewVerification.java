package io.griot.projection.verify;

import io.griot.core.audit.Check;
import io.griot.core.audit.Checked;
import io.griot.core.audit.Progress;
import io.griot.core.audit.Progress.Stage;
import io.griot.projection.log.LogReader;
import io.griot.projection.log.Stretch.Recorded;
import io.griot.projection.view.Rows;
import io.griot.projection.view.View;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Compares every view with what its own code makes of the log, while the ledger runs.
 *
 * <p>Temporary tables like the view's are filled from the log; once they have nearly caught up, one
 * snapshot holds the view still while the rest is taken in and the rows are compared by the
 * database. It writes nothing but temporary tables.
 */
public final class ViewVerification {

  private static final String SHADOW = "pg_temp";
  private static final int BATCH_SIZE = 5_000;

  /** So near to the views that the rest can be taken in under a snapshot. */
  private static final int NEAR = 5_000;

  private static final int MOST_ROUNDS = 20;
  private static final int LONGEST_ROW = 400;

  private final DataSource dataSource;
  private final LogReader log;

  public ViewVerification(DataSource dataSource, LogReader log) {
    this.dataSource = dataSource;
    this.log = log;
  }

  /**
   * Compares views.
   *
   * @param onProgress is told after each batch
   */
  public List<Checked> run(Collection<View> chosen, Consumer<Progress> onProgress)
      throws SQLException {
    List<View> views = chosen.stream().sorted(Comparator.comparing(View::name)).toList();
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      int isolation = connection.getTransactionIsolation();
      connection.setAutoCommit(false);
      try {
        return new Run(connection, views, onProgress).run();
      } finally {
        connection.rollback();
        execute(connection, "DISCARD TEMP");
        connection.commit();
        connection.setTransactionIsolation(isolation);
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** One view on its way. */
  private static final class Comparison {

    private final View view;
    private final Check check;
    private long reached;
    private long target;
    private boolean broken;

    Comparison(View view) {
      this.view = view;
      this.check =
          new Check("view-" + view.name(), "the view %s is what the log makes".formatted(view));
    }

    void endAt(long position, Exception fault) {
      broken = true;
      check.found(
          position,
          "The view cannot be made from the log further than here.",
          "an event that the view takes in",
          String.valueOf(fault.getMessage()).lines().findFirst().orElse(fault.toString()));
    }

    boolean isBehind() {
      return !broken && reached < target;
    }
  }

  private final class Run {

    private final Connection connection;
    private final List<Comparison> comparisons;
    private final Consumer<Progress> onProgress;

    Run(Connection connection, List<View> views, Consumer<Progress> onProgress) {
      this.connection = connection;
      this.comparisons = views.stream().map(Comparison::new).toList();
      this.onProgress = onProgress;
    }

    List<Checked> run() throws SQLException {
      for (String table : tables()) {
        execute(
            connection,
            "CREATE TEMP TABLE %s (LIKE %s.%s INCLUDING ALL)".formatted(table, View.SCHEMA, table));
      }
      connection.commit();
      for (int round = 0; round < MOST_ROUNDS && lookForTargets() > NEAR; round++) {
        takeIn(true);
      }
      connection.commit();
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      // A rebuild puts tables of its own in the place of these, which a snapshot would not notice.
      execute(
          connection,
          "LOCK TABLE %s IN ACCESS SHARE MODE"
              .formatted(
                  tables().stream()
                      .map(table -> View.SCHEMA + "." + table)
                      .collect(Collectors.joining(", "))));
      lookForTargets();
      long head = head();
      takeIn(false);
      for (Comparison comparison : comparisons) {
        compare(comparison, head);
      }
      return comparisons.stream()
          .map(comparison -> comparison.check.upTo(comparison.reached))
          .toList();
    }

    private List<String> tables() {
      return comparisons.stream().flatMap(comparison -> comparison.view.tables().stream()).toList();
    }

    /** Finds how far the views have come; the furthest way that is left. */
    private long lookForTargets() throws SQLException {
      Map<String, Long> positions = new HashMap<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT view, position FROM %s.position".formatted(View.SCHEMA))) {
        while (rows.next()) {
          positions.put(rows.getString(1), rows.getLong(2));
        }
      }
      long left = 0;
      for (Comparison comparison : comparisons) {
        Long position = positions.get(comparison.view.name());
        if (position == null) {
          comparison.broken = true;
          comparison.check.found(0, "The view has no position.", "a position", "none");
          continue;
        }
        if (position < comparison.reached) {
          comparison.broken = true;
          comparison.check.found(
              position + 1,
              "The view went back while it was verified.",
              "position " + comparison.reached + " or more",
              "position " + position);
          continue;
        }
        comparison.target = position;
        left = Math.max(left, position - comparison.reached);
      }
      return left;
    }

    private long head() throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("SELECT coalesce(max(position), 0) FROM ledger.event")) {
        row.next();
        return row.getLong(1);
      }
    }

    private void takeIn(boolean committing) throws SQLException {
      while (comparisons.stream().anyMatch(Comparison::isBehind)) {
        long after =
            comparisons.stream()
                .filter(Comparison::isBehind)
                .mapToLong(comparison -> comparison.reached)
                .min()
                .orElseThrow();
        List<Comparison> behind =
            comparisons.stream()
                .filter(comparison -> comparison.isBehind() && comparison.reached == after)
                .toList();
        List<Recorded> messages = read(after, behind);
        for (Comparison comparison : behind) {
          takeIn(comparison, messages);
        }
        if (committing) {
          connection.commit();
        }
        tell();
      }
    }

    /** The next events; ends the comparison of views that cannot go on behind them. */
    private List<Recorded> read(long after, List<Comparison> behind) throws SQLException {
      int limit = BATCH_SIZE;
      while (true) {
        try {
          return log.overGaps(after, limit);
        } catch (DataAccessException e) {
          throw e;
        } catch (RuntimeException e) {
          if (limit == 1) {
            long position = positionBehind(after);
            behind.forEach(comparison -> comparison.endAt(position, e));
            return List.of();
          }
          limit = 1;
        }
      }
    }

    private void takeIn(Comparison comparison, List<Recorded> messages) throws SQLException {
      List<Recorded> wanted =
          messages.stream().filter(message -> position(message) <= comparison.target).toList();
      if (write(comparison, wanted) != null) {
        // One of them: which, is found by taking them in one by one.
        for (Recorded message : wanted) {
          Exception fault = write(comparison, List.of(message));
          if (fault != null) {
            comparison.endAt(position(message), fault);
            return;
          }
        }
      }
      comparison.reached =
          wanted.size() < messages.size() || messages.isEmpty()
              ? comparison.target
              : position(messages.getLast());
    }

    /** Writes all or none of it; what went wrong, if anything. */
    private @Nullable Exception write(Comparison comparison, List<Recorded> messages)
        throws SQLException {
      if (messages.isEmpty()) {
        return null;
      }
      Savepoint before = connection.setSavepoint();
      try {
        Rows rows = comparison.view.rows().apply(comparison.reached);
        for (Recorded message : messages) {
          rows.add(message.event(), message.recording());
        }
        rows.write(connection, SHADOW);
        connection.releaseSavepoint(before);
        return null;
      } catch (SQLException | RuntimeException e) {
        connection.rollback(before);
        return e;
      }
    }

    private void tell() {
      long reached = 0;
      long target = 0;
      for (Comparison comparison : comparisons) {
        if (!comparison.broken) {
          reached += comparison.reached;
          target += comparison.target;
        }
      }
      int views = Math.max(1, comparisons.size());
      onProgress.accept(new Progress(Stage.VIEWS, reached / views, target / views));
    }

    private void compare(Comparison comparison, long head) throws SQLException {
      if (comparison.target > head) {
        comparison.check.found(
            head + 1,
            "The view knows events that the log has not.",
            "position %d or less".formatted(head),
            "position " + comparison.target);
      } else if (!comparison.broken) {
        for (String table : comparison.view.tables()) {
          compare(comparison, table);
        }
      }
    }

    private void compare(Comparison comparison, String table) throws SQLException {
      String made = "TABLE %s.%s".formatted(SHADOW, table);
      String kept = "TABLE %s.%s".formatted(View.SCHEMA, table);
      String differing =
          "((%1$s EXCEPT ALL %2$s) UNION ALL (%2$s EXCEPT ALL %1$s))".formatted(made, kept);
      long position;
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("SELECT min(position) FROM %s AS d".formatted(differing))) {
        row.next();
        position = row.getLong(1);
        if (row.wasNull()) {
          return;
        }
      }
      comparison.check.found(
          position,
          "A row of %s.%s is not what the log makes.".formatted(View.SCHEMA, table),
          first(made, kept, position),
          first(kept, made, position));
    }

    private String first(String one, String other, long position) throws SQLException {
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT left(d::text, ?) FROM (%s EXCEPT ALL %s) AS d WHERE position = ? LIMIT 1"
                  .formatted(one, other))) {
        select.setInt(1, LONGEST_ROW);
        select.setLong(2, position);
        try (ResultSet row = select.executeQuery()) {
          return row.next() ? row.getString(1) : "no such row";
        }
      }
    }

    private long positionBehind(long after) throws SQLException {
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT coalesce(min(position), 0) FROM ledger.event WHERE position > ?")) {
        select.setLong(1, after);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          return row.getLong(1);
        }
      }
    }

    private static long position(Recorded message) {
      return message.recording().position();
    }
  }
}
