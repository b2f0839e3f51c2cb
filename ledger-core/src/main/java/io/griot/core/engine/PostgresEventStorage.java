package io.griot.core.engine;

import io.griot.core.engine.copy.CopyRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sealed log in PostgreSQL, under Axon's port. */
final class PostgresEventStorage implements EventStorageEngine {

  private static final int EVENT_COLUMNS = 9;
  private static final int EXPECTED_ROW_BYTES = 700;

  private final JdbcClient jdbc;
  private final LedgerSerializer serializer;
  private final EventUpcaster upcaster;

  PostgresEventStorage(JdbcClient jdbc, LedgerSerializer serializer, EventUpcaster upcaster) {
    this.jdbc = jdbc;
    this.serializer = serializer;
    this.upcaster = upcaster;
  }

  /** Events that are ready to be written, with the head that the log has behind them. */
  record Sealed(List<LogRow> rows, CopyRows copy, Head before, Head after) {}

  /** Seals a batch's events; they are written by {@link #copy} in its transaction. */
  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    Batch.current().seal(seal(events, Batch.current().base(), Batch.current().time()));
  }

  private Sealed seal(List<? extends EventMessage<?>> events, Head before, Instant recordedAt) {
    long microseconds = ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt);
    SealDigest digest = new SealDigest(before.hash());
    CopyRows copy = new CopyRows(EVENT_COLUMNS, events.size() * EXPECTED_ROW_BYTES);
    List<LogRow> rows = new ArrayList<>(events.size());
    long position = before.position();
    MetaData metadata = MetaData.emptyInstance();
    byte[] metadataBytes = bytes(metadata);
    for (EventMessage<?> message : events) {
      if (!(message instanceof DomainEventMessage<?> event)) {
        throw new IllegalStateException(message + " belongs to no stream");
      }
      // All events of a command carry the same.
      if (!metadata.equals(event.getMetaData())) {
        metadata = event.getMetaData();
        metadataBytes = bytes(metadata);
      }
      SerializedObject<byte[]> payload = serializer.stored(event.getPayload());
      position++;
      LogRow row =
          new LogRow(
              position,
              event.getIdentifier(),
              event.getAggregateIdentifier(),
              event.getSequenceNumber(),
              payload.getType().getName(),
              payload.getType().getRevision(),
              microseconds,
              payload.getData(),
              metadataBytes);
      digest.add(row);
      write(row, copy);
      rows.add(row);
    }
    return new Sealed(rows, copy, before, new Head(position, digest.hash(), recordedAt));
  }

  private static void write(LogRow row, CopyRows copy) {
    copy.row()
        .bigint(row.position())
        .bigint(row.sequence())
        .timestamp(row.recordedAtMicroseconds())
        .uuid(UUID.fromString(row.eventId()))
        .text(row.stream())
        .text(row.type())
        .text(row.revision())
        .bytes(row.payload())
        .bytes(row.metadata());
  }

  /** Writes events; nobody sees them before the head is moved over them. */
  static void copy(Connection connection, Sealed sealed) throws SQLException {
    sealed
        .copy()
        .send(
            connection,
            "ledger.event (position, sequence, recorded_at, event_id, stream, type, revision,"
                + " payload, metadata)");
  }

  /**
   * Moves the head over events that the transaction has written, writes their seal, and tells those
   * who listen. The head stays locked until the transaction ends.
   *
   * @throws Deposed if the head is not the one that they were sealed behind
   */
  static void seal(Connection connection, long epoch, Sealed sealed) throws SQLException {
    Head after = sealed.after();
    OffsetDateTime recordedAt = after.recordedAt().atOffset(ZoneOffset.UTC);
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            WITH fence AS (
                UPDATE ledger.head SET position = ?, hash = ?, recorded_at = ?,
                       renewed_at = clock_timestamp()
                 WHERE epoch = ? AND position = ? AND hash = ?
                RETURNING 1),
            seal AS (
                INSERT INTO ledger.seal (last_position, first_position, sealed_at, previous, hash)
                SELECT ?, ?, ?, ?, ? FROM fence)
            SELECT pg_notify('griot_log', ?) FROM fence\
            """)) {
      statement.setLong(1, after.position());
      statement.setBytes(2, after.hash());
      statement.setObject(3, recordedAt);
      statement.setLong(4, epoch);
      statement.setLong(5, sealed.before().position());
      statement.setBytes(6, sealed.before().hash());
      statement.setLong(7, after.position());
      statement.setLong(8, sealed.before().position() + 1);
      statement.setObject(9, recordedAt);
      statement.setBytes(10, sealed.before().hash());
      statement.setBytes(11, after.hash());
      statement.setString(12, Long.toString(after.position()));
      requireFence(statement, epoch);
    }
  }

  /**
   * Locks the head for a commit that has no event.
   *
   * @throws Deposed if another node writes
   */
  static void fence(Connection connection, long epoch) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE ledger.head SET renewed_at = clock_timestamp() WHERE epoch = ? RETURNING 1")) {
      statement.setLong(1, epoch);
      requireFence(statement, epoch);
    }
  }

  private static void requireFence(PreparedStatement statement, long epoch) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new Deposed(epoch);
      }
    }
  }

  /** Streams with their snapshots and tails, by one query; those without events are empty. */
  static Map<String, ColdStream> load(Connection connection, Collection<String> streams)
      throws SQLException {
    Map<String, ColdStream> loaded = HashMap.newHashMap(streams.size());
    streams.forEach(stream -> loaded.put(stream, ColdStream.empty()));
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            WITH wanted AS (
                SELECT w.stream, s.sequence, s.type, s.revision, s.state
                  FROM unnest(?) AS w (stream) LEFT JOIN ledger.snapshot s USING (stream))
            SELECT true, stream, sequence, type, revision, state FROM wanted
             WHERE sequence IS NOT NULL
            UNION ALL
            SELECT false, wanted.stream, e.sequence, e.type, e.revision, e.payload
              FROM wanted CROSS JOIN LATERAL (
                   SELECT * FROM ledger.event
                    WHERE event.stream = wanted.stream
                      AND event.sequence > coalesce(wanted.sequence, -1)
                    ORDER BY event.sequence) AS e\
            """)) {
      statement.setArray(1, connection.createArrayOf("text", streams.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String stream = rows.getString(2);
          ColdStream.Row row =
              new ColdStream.Row(
                  rows.getLong(3), rows.getString(4), rows.getString(5), rows.getBytes(6));
          if (rows.getBoolean(1)) {
            loaded.computeIfPresent(stream, (_, cold) -> cold.with(row));
          } else {
            loaded.getOrDefault(stream, ColdStream.empty()).tail().add(row);
          }
        }
      }
    }
    return loaded;
  }

  /** A stream's state in the place of its events up to a sequence. */
  record Snapshot(String stream, long sequence, SerializedObject<byte[]> state) {}

  Snapshot snapshot(String stream, Resident<?> resident) {
    return new Snapshot(stream, resident.sequence(), serializer.stored(resident.root()));
  }

  /** Keeps states in the place of the events up to them. */
  static void keepSnapshots(Connection connection, List<Snapshot> snapshots) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO ledger.snapshot (stream, sequence, type, revision, state)
            SELECT * FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::bytea[])
            ON CONFLICT (stream) DO UPDATE SET sequence = excluded.sequence, type = excluded.type,
                   revision = excluded.revision, state = excluded.state\
            """)) {
      array(statement, 1, "text", snapshots, Snapshot::stream);
      array(statement, 2, "bigint", snapshots, Snapshot::sequence);
      array(statement, 3, "text", snapshots, each -> each.state().getType().getName());
      array(statement, 4, "text", snapshots, each -> each.state().getType().getRevision());
      statement.setArray(
          5,
          connection.createArrayOf(
              "bytea",
              snapshots.stream().map(each -> each.state().getData()).toArray(byte[][]::new)));
      statement.executeUpdate();
    }
  }

  private static void array(
      PreparedStatement statement,
      int index,
      String type,
      List<Snapshot> snapshots,
      Function<Snapshot, @Nullable Object> column)
      throws SQLException {
    statement.setArray(
        index,
        statement.getConnection().createArrayOf(type, snapshots.stream().map(column).toArray()));
  }

  /** Snapshots are written by the batch that makes one due. */
  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    throw new UnsupportedOperationException("Snapshots are written in the commit of their events");
  }

  /** Whoever follows the log reads its table, in the order of positions. */
  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken trackingToken, boolean mayBlock) {
    throw new UnsupportedOperationException("The log is followed by its positions, in the views");
  }

  @Override
  public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
    List<StoredEvent> rows =
        jdbc.sql(
                """
                SELECT sequence, event_id, recorded_at, type, revision, payload, metadata
                  FROM ledger.event WHERE stream = ? AND sequence >= ? ORDER BY sequence\
                """)
            .param(aggregateIdentifier)
            .param(firstSequenceNumber)
            .query(
                (row, _) ->
                    StoredEvent.of(
                        aggregateIdentifier,
                        row.getLong(1),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        new ColdStream.Row(
                            row.getLong(1), row.getString(4), row.getString(5), row.getBytes(6)),
                        row.getBytes(7)))
            .list();
    return EventStreamUtils.upcastAndDeserializeDomainEvents(rows.stream(), serializer, upcaster);
  }

  /** Streams are read whole here; a batch loads its cold ones by {@link #load}. */
  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
    return Optional.empty();
  }

  private byte[] bytes(MetaData metadata) {
    return serializer.serialize(metadata, byte[].class).getData();
  }
}
