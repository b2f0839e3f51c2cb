package io.griot.core.engine;

import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.jspecify.annotations.Nullable;

/** An aggregate in memory, with every event that was decided for it, committed or about to be. */
final class Resident<T> {

  private final EventSourcedAggregate<T> aggregate;

  /** The sequence of the last snapshot, -1 before the first. */
  private long snapshotSequence;

  Resident(EventSourcedAggregate<T> aggregate, long snapshotSequence) {
    this.aggregate = aggregate;
    this.snapshotSequence = snapshotSequence;
  }

  EventSourcedAggregate<T> aggregate() {
    return aggregate;
  }

  T root() {
    return aggregate.getAggregateRoot();
  }

  /** The sequence of the last event, -1 before the first. */
  long sequence() {
    @Nullable Long last = aggregate.lastSequence();
    return last == null ? -1 : last;
  }

  /** Whether so many events came since the last snapshot; if so, the next is counted from here. */
  boolean takeSnapshotAfter(int events) {
    if (sequence() - snapshotSequence < events) {
      return false;
    }
    snapshotSequence = sequence();
    return true;
  }
}
