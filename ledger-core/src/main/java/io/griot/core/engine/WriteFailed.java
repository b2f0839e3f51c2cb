package io.griot.core.engine;

import java.sql.SQLException;

/** The database refused or lost what the writer sent it; {@link Faults} tells which. */
final class WriteFailed extends RuntimeException {

  WriteFailed(String message, SQLException cause) {
    super(message, cause);
  }
}
