package io.griot.core;

import java.util.List;

/** A request to change the ledger, carrying every identifier that it may create. */
public interface LedgerCommand {

  /**
   * The streams that it decides on, as far as it names them: those of many commands are read from
   * the log at once. What is missing here is read when it is needed.
   */
  default List<String> streams() {
    return List.of();
  }
}
