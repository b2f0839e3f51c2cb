package io.griot.projection.log;

import io.griot.core.id.Streams;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the log's table. */
public final class LogReader {

  private final JdbcClient jdbc;
  private final Serializer serializer;
  private final EventUpcaster upcaster;

  public LogReader(DataSource dataSource, Serializer serializer, EventUpcaster upcaster) {
    this.jdbc = JdbcClient.create(dataSource);
    this.serializer = serializer;
    this.upcaster = upcaster;
  }

  /** Reads on behind a position. */
  public LogCursor after(long position) {
    return new LogCursor(this, position);
  }

  /** The events behind a position, also over gaps: for whoever looks for what is wrong. */
  public List<TrackedEventMessage<?>> overGaps(long position, int limit) {
    return messages(rows(position, limit));
  }

  /** The position of the last event; 0 before the first. */
  public long head() {
    return jdbc.sql("SELECT coalesce(max(position), 0) FROM ledger.event")
        .query(Long.class)
        .single();
  }

  /** The committed events behind a position, whether or not there are gaps between them. */
  List<StoredEvent> rows(long after, int limit) {
    return jdbc.sql(
            """
            SELECT position, stream, sequence, event_id, type, revision,
                   payload, metadata, recorded_at
              FROM ledger.event WHERE position > ? ORDER BY position LIMIT ?\
            """)
        .param(after)
        .param(limit)
        .query((row, _) -> storedEvent(row))
        .list();
  }

  /**
   * The running transactions that may have taken a position and not yet committed it.
   *
   * <p>An INSERT locks the table in this mode before it takes a position from the sequence, and
   * holds the lock until its transaction ends.
   */
  Set<String> appending() {
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT virtualtransaction FROM pg_locks
                 WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
                   AND relation = 'ledger.event'::regclass
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())\
                """)
            .query(String.class)
            .list());
  }

  List<TrackedEventMessage<?>> messages(List<StoredEvent> rows) {
    return EventUtils.upcastAndDeserializeTrackedEvents(rows.stream(), serializer, upcaster)
        .toList();
  }

  private static StoredEvent storedEvent(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong("position"),
        row.getString("stream"),
        row.getLong("sequence"),
        Streams.aggregateType(row.getString("stream")),
        row.getString("event_id"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        new SimpleSerializedObject<>(
            row.getBytes("payload"),
            byte[].class,
            row.getString("type"),
            row.getString("revision")),
        new SerializedMetaData<>(row.getBytes("metadata"), byte[].class));
  }

  /** A row of the log. */
  record StoredEvent(
      long position,
      String stream,
      long sequence,
      String aggregateType,
      String eventId,
      Instant recordedAt,
      SerializedObject<byte[]> payload,
      SerializedObject<byte[]> metadata)
      implements TrackedEventData<byte[]>, DomainEventData<byte[]> {

    @Override
    public TrackingToken trackingToken() {
      return new GlobalSequenceTrackingToken(position);
    }

    @Override
    public String getType() {
      return aggregateType;
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
}
