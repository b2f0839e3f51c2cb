package io.griot.core.engine;

import io.griot.core.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Makes stored bytes into events again. */
final class EventReading {

  private static final byte[] NO_METADATA = {'{', '}'};

  private final Serializer serializer;
  private final EventUpcaster upcaster;

  EventReading(Serializer serializer, EventUpcaster upcaster) {
    this.serializer = serializer;
    this.upcaster = upcaster;
  }

  /**
   * The events that a row is read as: one, unless an upcaster says otherwise.
   *
   * @throws RuntimeException if it cannot be read, or breaks a rule that holds for every event
   */
  List<LedgerEvent> read(LogRow row) {
    StoredEvent stored =
        StoredEvent.of(
            row.stream(),
            row.sequence(),
            row.eventId(),
            Instant.EPOCH,
            new ColdStream.Row(row.sequence(), row.type(), row.revision(), row.payload()),
            NO_METADATA);
    return EventStreamUtils.upcastAndDeserializeDomainEvents(
            Stream.of(stored), serializer, upcaster)
        .asStream()
        .map(message -> (LedgerEvent) message.getPayload())
        .toList();
  }

  /** The aggregate that a snapshot holds. */
  Object read(LogPages.SnapshotRow snapshot) {
    return serializer.<byte[], Object>deserialize(
        new SimpleSerializedObject<>(
            snapshot.state(), byte[].class, snapshot.type(), snapshot.revision()));
  }

  /** What is wrong, from the innermost cause, which is ours. */
  static String reason(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
  }
}
