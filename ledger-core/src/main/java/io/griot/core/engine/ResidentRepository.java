package io.griot.core.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.ScopeDescriptor;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConflictingAggregateVersionException;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates of one type, in memory from one batch to the next.
 *
 * <p>There are no locks and no versions to compare: one batch decides at a time, on what the batch
 * before it left.
 */
final class ResidentRepository<T> implements Repository<T> {

  private static final byte[] NO_METADATA = {'{', '}'};

  private final Class<T> type;
  private final Supplier<T> unopened;
  private final boolean kept;
  private final AggregateModel<T> model;
  private final EventStore eventStore;
  private final Serializer serializer;
  private final EventUpcaster upcaster;

  /**
   * @param unopened makes an aggregate before its first event
   * @param kept whether what a command makes stays in memory behind its commit
   */
  ResidentRepository(
      Class<T> type,
      Supplier<T> unopened,
      boolean kept,
      EventStore eventStore,
      Serializer serializer,
      EventUpcaster upcaster) {
    this.type = type;
    this.unopened = unopened;
    this.kept = kept;
    this.model = AnnotatedAggregateMetaModelFactory.inspectAggregate(type);
    this.eventStore = eventStore;
    this.serializer = serializer;
    this.upcaster = upcaster;
  }

  /** The aggregate of that identifier, if it has any event. */
  Optional<Resident<T>> find(String aggregateIdentifier) {
    Batch batch = Batch.current();
    Resident<?> known = batch.find(aggregateIdentifier);
    if (known != null) {
      return Optional.of(ofType(known));
    }
    ColdStream cold = batch.coldStream(aggregateIdentifier);
    if (cold.isEmpty()) {
      return Optional.empty();
    }
    Resident<T> resident = replay(aggregateIdentifier, cold);
    batch.add(aggregateIdentifier, resident, true);
    return Optional.of(resident);
  }

  @Override
  public Aggregate<T> load(String aggregateIdentifier) {
    return find(aggregateIdentifier)
        .<Aggregate<T>>map(Resident::aggregate)
        .orElseThrow(
            () ->
                new AggregateNotFoundException(aggregateIdentifier, "There is no such aggregate"));
  }

  @Override
  public Aggregate<T> load(String aggregateIdentifier, @Nullable Long expectedVersion) {
    Aggregate<T> aggregate = load(aggregateIdentifier);
    if (expectedVersion != null && !expectedVersion.equals(aggregate.version())) {
      throw new ConflictingAggregateVersionException(
          aggregateIdentifier, expectedVersion, aggregate.version());
    }
    return aggregate;
  }

  @Override
  public Aggregate<T> newInstance(Callable<T> factoryMethod) throws Exception {
    EventSourcedAggregate<T> aggregate =
        EventSourcedAggregate.initialize(
            factoryMethod, model, eventStore, NoSnapshotTriggerDefinition.TRIGGER);
    Batch.current().add(aggregate.identifierAsString(), new Resident<>(aggregate, -1), kept);
    return aggregate;
  }

  @Override
  public Aggregate<T> loadOrCreate(String aggregateIdentifier, Callable<T> factoryMethod)
      throws Exception {
    Optional<Resident<T>> found = find(aggregateIdentifier);
    return found.isPresent() ? found.get().aggregate() : newInstance(factoryMethod);
  }

  /** Deadlines are durable tasks that send commands: nothing is sent to an aggregate's scope. */
  @Override
  public void send(Message<?> message, ScopeDescriptor scopeDescription) {
    throw new UnsupportedOperationException("Send a command to " + scopeDescription);
  }

  @Override
  public boolean canResolve(ScopeDescriptor scopeDescription) {
    return false;
  }

  private Resident<T> replay(String stream, ColdStream cold) {
    ColdStream.Row snapshot = cold.snapshot();
    long sequence = snapshot == null ? -1 : snapshot.sequence();
    EventSourcedAggregate<T> aggregate =
        EventSourcedAggregate.reconstruct(
            snapshot == null ? unopened.get() : restored(snapshot),
            model,
            sequence,
            false,
            eventStore,
            NoSnapshotTriggerDefinition.TRIGGER);
    if (!cold.tail().isEmpty()) {
      aggregate.initializeState(DomainEventStream.of(events(stream, cold.tail())));
    }
    return new Resident<>(aggregate, sequence);
  }

  private T restored(ColdStream.Row snapshot) {
    return type.cast(
        serializer.<byte[], Object>deserialize(
            new SimpleSerializedObject<>(
                snapshot.payload(), byte[].class, snapshot.type(), snapshot.revision())));
  }

  private Stream<? extends DomainEventMessage<?>> events(String stream, List<ColdStream.Row> rows) {
    return EventStreamUtils.upcastAndDeserializeDomainEvents(
            rows.stream()
                .map(
                    row ->
                        StoredEvent.of(
                            stream,
                            row.sequence(),
                            stream + "/" + row.sequence(),
                            Instant.EPOCH,
                            row,
                            NO_METADATA)),
            serializer,
            upcaster)
        .asStream();
  }

  private Resident<T> ofType(Resident<?> known) {
    if (!type.isInstance(known.root())) {
      throw new IllegalStateException("%s is no %s".formatted(known.root(), type));
    }
    @SuppressWarnings("unchecked")
    Resident<T> resident = (Resident<T>) known;
    return resident;
  }
}
