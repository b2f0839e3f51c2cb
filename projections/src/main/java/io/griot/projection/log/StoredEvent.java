package io.griot.projection.log;

import io.griot.core.id.Streams;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;

/** A row of the log; nothing else here knows the columns of its table. */
record StoredEvent(
    long position,
    String eventId,
    String stream,
    long sequence,
    Instant recordedAt,
    SerializedObject<byte[]> payload,
    SerializedObject<byte[]> metadata)
    implements TrackedEventData<byte[]>, DomainEventData<byte[]> {

  /** Parameters: the types whose content is left out, the position before the first, how many. */
  static final String SELECT =
      """
      SELECT position, left_out, event_id, stream, sequence, recorded_at,
             type, revision,
             CASE WHEN NOT left_out THEN payload END, CASE WHEN NOT left_out THEN metadata END
        FROM ledger.event CROSS JOIN LATERAL (SELECT type = ANY (?)) AS content (left_out)
       WHERE position > ? ORDER BY position LIMIT ?\
      """;

  static long position(ResultSet row) throws SQLException {
    return row.getLong(1);
  }

  /** The event, unless its content was left out. */
  static Optional<StoredEvent> of(ResultSet row) throws SQLException {
    if (row.getBoolean(2)) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredEvent(
            position(row),
            row.getString(3),
            row.getString(4),
            row.getLong(5),
            row.getObject(6, OffsetDateTime.class).toInstant(),
            new SimpleSerializedObject<>(
                row.getBytes(9), byte[].class, row.getString(7), row.getString(8)),
            new SerializedMetaData<>(row.getBytes(10), byte[].class)));
  }

  @Override
  public TrackingToken trackingToken() {
    return new GlobalSequenceTrackingToken(position);
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
