package io.griot.server.importing;

/** A line that says nothing the ledger could be asked. */
final class MalformedRow extends Exception {

  /** Reads on from "line 17": {@code has 3 columns instead of 11}. */
  MalformedRow(String fault) {
    super(fault, null, false, false);
  }
}
