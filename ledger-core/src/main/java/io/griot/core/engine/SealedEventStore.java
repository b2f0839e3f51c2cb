package io.griot.core.engine;

import java.util.List;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.jspecify.annotations.Nullable;

/** Axon's event store on the sealed log: events come from commands alone. */
final class SealedEventStore extends AbstractEventStore {

  private SealedEventStore(Builder builder) {
    super(builder);
  }

  static SealedEventStore on(PostgresEventStorage storage) {
    Builder builder = new Builder();
    builder.storageEngine(storage);
    return new SealedEventStore(builder);
  }

  /**
   * Adds events to the running batch.
   *
   * @throws IllegalStateException outside of a command: no event is committed outside the chain
   */
  @Override
  public void publish(List<? extends EventMessage<?>> events) {
    Batch.current().publish(events);
  }

  /** Hands a batch's events to the storage and to those who subscribed, all at once. */
  void stage(List<? extends EventMessage<?>> events) {
    prepareCommit(events);
  }

  /** Whoever follows the log reads its table, in the order of positions. */
  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
    throw new UnsupportedOperationException("The log is followed by its positions, in the views");
  }

  private static final class Builder extends AbstractEventStore.Builder {}
}
