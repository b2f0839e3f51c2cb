package io.griot.server.importing;

import java.util.List;

/**
 * Some rows, in the order of the file, whose wallets are open.
 *
 * @param lastRow its number
 * @param endByte how much of the file is read with it
 */
record Chunk(
    long number,
    List<Step> steps,
    List<Row.Malformed> malformed,
    int walletsOpened,
    long lastRow,
    long endByte) {

  /** What is to be done about a row. */
  sealed interface Step {

    record Send(BulkTransfer transfer) implements Step {}

    /** Nothing: it can only be refused. */
    record Refuse(String code) implements Step {}
  }

  /** Rows taken in with it. */
  long rows() {
    return (long) steps.size() + malformed.size();
  }

  boolean isEmpty() {
    return rows() == 0;
  }

  List<BulkTransfer> transfers() {
    return steps.stream()
        .filter(Step.Send.class::isInstance)
        .map(step -> ((Step.Send) step).transfer())
        .toList();
  }
}
