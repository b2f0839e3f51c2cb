package io.griot.core.engine;

/** The time in which this node is the one writer of the log. */
final class Term {

  private final long epoch;

  /** The end of what is committed; written by the thread that commits. */
  private volatile Head committed;

  private volatile boolean over;

  Term(long epoch, Head committed) {
    this.epoch = epoch;
    this.committed = committed;
  }

  long epoch() {
    return epoch;
  }

  Head committed() {
    return committed;
  }

  void committed(Head head) {
    committed = head;
  }

  boolean isOver() {
    return over;
  }

  void end() {
    over = true;
  }
}
