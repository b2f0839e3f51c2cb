package io.griot.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** The PostgreSQL that all contenders share, each on a database of its own. */
interface Postgres extends AutoCloseable {

  /**
   * Creates an empty database.
   *
   * @param purpose tells it from the others
   */
  Database createDatabase(String purpose) throws SQLException;

  /** A connection that may ask the server how it is set. */
  Connection connect() throws SQLException;

  /** Leaves nothing behind. */
  @Override
  void close() throws SQLException, IOException;
}
