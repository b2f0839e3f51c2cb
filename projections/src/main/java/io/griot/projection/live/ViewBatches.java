package io.griot.projection.live;

import io.griot.projection.log.Stretch;
import io.griot.projection.log.Stretch.Recorded;
import io.griot.projection.view.Rows;
import io.griot.projection.view.StoredPositions;
import io.griot.projection.view.View;
import io.griot.projection.view.ViewFaults;
import io.griot.projection.view.ViewMoves;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes what stretches of the log make of a view, in the transaction that stores the token.
 *
 * <p>The view's position is moved first, which locks it. It makes the handlers idempotent (what is
 * at or before that position is passed over), and it keeps a rebuild from moving the tables while a
 * batch is on its way into them.
 */
public final class ViewBatches {

  private final JdbcTemplate jdbc;
  private final ViewFaults faults;
  private final ViewMoves moves;

  public ViewBatches(DataSource dataSource, ViewFaults faults, ViewMoves moves) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.faults = faults;
    this.moves = moves;
  }

  /** Takes a stretch into the view in the current unit of work. */
  public void take(View view, Stretch stretch) {
    UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
    unitOfWork.onRollback(
        rolledBack -> faults.stopped(view, rolledBack.getExecutionResult().getExceptionResult()));
    long reached = jdbc.execute((ConnectionCallback<Long>) on -> take(on, view, stretch));
    unitOfWork.afterCommit(
        _ -> {
          faults.moved(view);
          moves.moved(view, reached);
        });
  }

  private static long take(Connection connection, View view, Stretch stretch) throws SQLException {
    if (StoredPositions.advance(connection, view, stretch.after(), stretch.last())) {
      write(connection, view, stretch);
      return stretch.last();
    }
    long position =
        StoredPositions.lock(connection, view)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The view %s has no position: rebuild it.".formatted(view)));
    if (position < stretch.after()) {
      throw new IllegalStateException(
          "The view %s stands at position %d, what comes next to it begins behind %d: rebuild it."
              .formatted(view, position, stretch.after()));
    }
    if (position < stretch.last()) {
      StoredPositions.advance(connection, view, position, stretch.last());
      write(connection, view, stretch.behind(position));
    }
    return Math.max(position, stretch.last());
  }

  private static void write(Connection connection, View view, Stretch stretch) throws SQLException {
    Rows rows = view.rows().apply(stretch.after());
    for (Recorded recorded : stretch.events()) {
      rows.add(recorded.event(), recorded.recording());
    }
    rows.write(connection, View.SCHEMA);
  }
}
