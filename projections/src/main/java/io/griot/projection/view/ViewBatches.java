package io.griot.projection.view;

import io.griot.core.LedgerEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Collects what a batch of events makes of a view, and writes it in the transaction that stores the
 * batch's token.
 *
 * <p>The view's row in {@code position} is locked from the batch's first event on. It makes the
 * handlers idempotent (an event at or before that position is passed over), and it keeps a rebuild
 * from moving the tables while a batch is on its way into them.
 */
public final class ViewBatches {

  private final JdbcTemplate jdbc;
  private final ViewFaults faults;

  public ViewBatches(DataSource dataSource, ViewFaults faults) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.faults = faults;
  }

  /** Adds an event to the view's batch in the current unit of work. */
  public void add(View view, LedgerEvent event, Instant recordedAt, TrackingToken token) {
    long position =
        token
            .position()
            .orElseThrow(() -> new IllegalStateException("A token without a position: " + token));
    UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
    unitOfWork
        .<Batch>getOrComputeResource("batch of " + view, _ -> begin(view, unitOfWork))
        .add(event, new Recording(position, recordedAt));
  }

  private Batch begin(View view, UnitOfWork<?> unitOfWork) {
    unitOfWork.onRollback(
        rolledBack -> {
          Throwable cause = rolledBack.getExecutionResult().getExceptionResult();
          faults.stopped(view, cause);
        });
    unitOfWork.afterCommit(_ -> faults.moved(view));
    Batch batch = new Batch(view, lockedPosition(view));
    unitOfWork.onPrepareCommit(_ -> batch.write());
    return batch;
  }

  private long lockedPosition(View view) {
    @Nullable Long position =
        jdbc.query(
            "SELECT position FROM views.position WHERE view = ? FOR UPDATE",
            rows -> rows.next() ? (Long) rows.getLong(1) : null,
            view.name());
    if (position == null) {
      throw new IllegalStateException("The view %s has no position: rebuild it.".formatted(view));
    }
    return position;
  }

  /** Notes on a connection how far a view has come. */
  public static void storePosition(Connection connection, String schema, View view, long position)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE %s.position SET position = ?, updated_at = now() WHERE view = ?"
                .formatted(schema))) {
      update.setLong(1, position);
      update.setString(2, view.name());
      update.executeUpdate();
    }
  }

  /** How far a view has come, locked until the transaction ends. */
  public static long lockPosition(Connection connection, View view) throws SQLException {
    try (PreparedStatement seed =
            connection.prepareStatement(
                "INSERT INTO views.position VALUES (?, 0, now()) ON CONFLICT DO NOTHING");
        PreparedStatement lock =
            connection.prepareStatement(
                "SELECT position FROM views.position WHERE view = ? FOR UPDATE")) {
      seed.setString(1, view.name());
      seed.executeUpdate();
      lock.setString(1, view.name());
      try (ResultSet row = lock.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private final class Batch {

    private final View view;
    private final Rows rows;
    private final long before;
    private long last;

    Batch(View view, long before) {
      this.view = view;
      this.rows = view.rows().get();
      this.before = before;
      this.last = before;
    }

    void add(LedgerEvent event, Recording recording) {
      if (recording.position() > before) {
        rows.add(event, recording);
        last = Math.max(last, recording.position());
      }
    }

    void write() {
      if (last == before) {
        return;
      }
      jdbc.execute(
          (ConnectionCallback<Boolean>)
              connection -> {
                rows.write(connection, View.SCHEMA);
                storePosition(connection, View.SCHEMA, view, last);
                return true;
              });
    }
  }
}
