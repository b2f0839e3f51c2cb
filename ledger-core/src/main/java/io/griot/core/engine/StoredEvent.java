package io.griot.core.engine;

import io.griot.core.id.Streams;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;

/** An event of a stream as Axon reads it. */
record StoredEvent(
    String stream,
    long sequence,
    String eventId,
    Instant recordedAt,
    SerializedObject<byte[]> payload,
    SerializedObject<byte[]> metadata)
    implements DomainEventData<byte[]> {

  static StoredEvent of(
      String stream,
      long sequence,
      String eventId,
      Instant recordedAt,
      ColdStream.Row row,
      byte[] metadata) {
    return new StoredEvent(
        stream,
        sequence,
        eventId,
        recordedAt,
        new SimpleSerializedObject<>(row.payload(), byte[].class, row.type(), row.revision()),
        new SerializedMetaData<>(metadata, byte[].class));
  }

  @Override
  public String getType() {
    return Streams.aggregateType(stream);
  }

  @Override
  public String getAggregateIdentifier() {
    return stream;
  }

  @Override
  public long getSequenceNumber() {
    return sequence;
  }

  @Override
  public String getEventIdentifier() {
    return eventId;
  }

  @Override
  public Instant getTimestamp() {
    return recordedAt;
  }

  @Override
  public SerializedObject<byte[]> getPayload() {
    return payload;
  }

  @Override
  public SerializedObject<byte[]> getMetaData() {
    return metadata;
  }
}
