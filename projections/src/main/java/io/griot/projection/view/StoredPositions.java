package io.griot.projection.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * How far each view has come, as its row in {@code views.position} says. The row is the lock under
 * which the view's tables are changed: by a batch, or by a rebuild that puts others in their place.
 */
public final class StoredPositions {

  private StoredPositions() {}

  /**
   * Moves a view on, if it stands where that is thought, and locks it there until the transaction
   * ends.
   *
   * @return false if it stands elsewhere
   */
  public static boolean advance(Connection connection, View view, long from, long to)
      throws SQLException {
    // In the same breath: nothing is lost with a view's commit that the log does not have, so
    // nobody waits for the disk.
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE views.position SET position = ?, updated_at = now()
             WHERE view = ? AND position = ?
            RETURNING set_config('synchronous_commit', 'off', true)\
            """)) {
      update.setLong(1, to);
      update.setString(2, view.name());
      update.setLong(3, from);
      try (ResultSet row = update.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Where a view stands, locked until the transaction ends; nothing if it has no row. */
  public static OptionalLong lock(Connection connection, View view) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT position FROM views.position WHERE view = ? FOR UPDATE")) {
      select.setString(1, view.name());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /** Notes where a view stands. */
  public static void store(Connection connection, View view, long position) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            INSERT INTO views.position VALUES (?, ?, now())
                ON CONFLICT (view) DO UPDATE SET
                   position = excluded.position, updated_at = excluded.updated_at\
            """)) {
      upsert.setString(1, view.name());
      upsert.setLong(2, position);
      upsert.executeUpdate();
    }
  }
}
