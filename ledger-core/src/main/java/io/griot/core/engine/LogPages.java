package io.griot.core.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The log's tables, page by page.
 *
 * <p>What is below an end that was read once never changes, so no snapshot needs to be held from
 * page to page: the writer updates the head with every commit, and a snapshot of minutes would make
 * it wade through all the versions of that row.
 */
final class LogPages {

  private static final int PAGE = 2_000;

  private static final byte[] NOT_READ = {};

  private final JdbcTemplate jdbc;

  LogPages(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** A row of the table of seals. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record SealRow(long first, long last, long sealedAtMicroseconds, byte[] previous, byte[] hash) {}

  /** A row of the table of snapshots. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record SnapshotRow(String stream, long sequence, String type, String revision, byte[] state) {}

  /**
   * Where the log ends, by each of its tables.
   *
   * @param head the head row, if there is one
   * @param lastEvent the position of the last event, 0 before the first
   * @param lastSeal the last seal, if there is one
   */
  record Ends(@Nullable Head head, long lastEvent, @Nullable SealRow lastSeal) {

    long last() {
      return Math.max(lastEvent, lastSeal == null ? 0 : lastSeal.last());
    }
  }

  Ends ends() {
    List<Ends> ends =
        jdbc.query(
            """
            SELECT (SELECT coalesce(max(position), 0) FROM ledger.event) AS last_event,
                   h.position, h.hash AS head_hash, h.recorded_at,
                   s.first_position, s.last_position, s.sealed_at, s.previous, s.hash
              FROM (VALUES (1)) AS one
              LEFT JOIN ledger.head h ON true
              LEFT JOIN (SELECT * FROM ledger.seal ORDER BY last_position DESC LIMIT 1) s ON true\
            """,
            (row, _) -> {
              byte[] headHash = row.getBytes("head_hash");
              return new Ends(
                  headHash == null
                      ? null
                      : new Head(
                          row.getLong("position"),
                          headHash,
                          row.getObject("recorded_at", OffsetDateTime.class).toInstant()),
                  row.getLong("last_event"),
                  row.getBytes("hash") == null ? null : seal(row));
            });
    return ends.getFirst();
  }

  /** Seals in the order of their last positions. */
  Iterator<SealRow> seals(long upTo) {
    return new Pages<>(
        last ->
            jdbc.query(
                """
                SELECT first_position, last_position, sealed_at, previous, hash FROM ledger.seal
                 WHERE last_position > ? AND last_position <= ? ORDER BY last_position LIMIT ?\
                """,
                (row, _) -> seal(row),
                last == null ? Long.MIN_VALUE : last.last(),
                upTo,
                PAGE));
  }

  /** Events in the order of positions. */
  Iterator<LogRow> events(long upTo) {
    return new Pages<>(
        last ->
            jdbc.query(
                """
                SELECT position, event_id, stream, sequence, type, revision, recorded_at, payload,
                       metadata
                  FROM ledger.event WHERE position > ? AND position <= ? ORDER BY position LIMIT ?\
                """,
                (row, _) -> event(row, row.getBytes(9)),
                last == null ? Long.MIN_VALUE : last.position(),
                upTo,
                PAGE));
  }

  /**
   * Events in the order of streams and sequences; those of entries that were never corrected
   * without what they say.
   */
  Iterator<LogRow> streams(long upTo) {
    return new Pages<>(
        last ->
            jdbc.query(
                """
                SELECT position, event_id, stream, sequence, type, revision, recorded_at,
                       CASE WHEN stream < 'entry:' OR stream >= 'entry;' OR sequence > 0
                                 OR EXISTS (SELECT FROM ledger.event next
                                             WHERE next.stream = event.stream AND next.sequence = 1)
                            THEN payload ELSE '' END
                  FROM ledger.event
                 WHERE (stream, sequence) > (?, ?) AND position <= ?
                 ORDER BY stream, sequence LIMIT ?\
                """,
                (row, _) -> event(row, NOT_READ),
                last == null ? "" : last.stream(),
                last == null ? Long.MIN_VALUE : last.sequence(),
                upTo,
                PAGE));
  }

  Map<String, SnapshotRow> snapshots(Collection<String> streams) {
    Map<String, SnapshotRow> found = HashMap.newHashMap(streams.size());
    jdbc.query(
        "SELECT stream, sequence, type, revision, state FROM ledger.snapshot WHERE stream = ANY(?)",
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("text", streams.toArray())),
        row -> {
          found.put(
              row.getString(1),
              new SnapshotRow(
                  row.getString(1),
                  row.getLong(2),
                  row.getString(3),
                  row.getString(4),
                  row.getBytes(5)));
        });
    return found;
  }

  /** Calls with each snapshot that stands behind its stream's end, or on a stream without any. */
  void snapshotsOfNothing(SnapshotOfNothing found) {
    jdbc.query(
        """
        SELECT s.stream, s.sequence,
               (SELECT coalesce(max(position), 0) FROM ledger.event o WHERE o.stream = s.stream)
          FROM ledger.snapshot s
          LEFT JOIN ledger.event e ON e.stream = s.stream AND e.sequence = s.sequence
         WHERE e.position IS NULL OR (s.stream >= 'entry:' AND s.stream < 'entry;')\
        """,
        row -> {
          found.found(row.getString(1), row.getLong(2), row.getLong(3));
        });
  }

  /** Is told of a snapshot that stands for no event, and of its stream's last position. */
  interface SnapshotOfNothing {
    void found(String stream, long sequence, long lastPosition);
  }

  /** The hash of the seal that ends at a position. */
  byte @Nullable [] hashAt(long position) {
    List<byte[]> hashes =
        jdbc.query(
            "SELECT hash FROM ledger.seal WHERE last_position = ?",
            (row, _) -> row.getBytes(1),
            position);
    return hashes.isEmpty() ? null : hashes.getFirst();
  }

  private static SealRow seal(ResultSet row) throws SQLException {
    return new SealRow(
        row.getLong("first_position"),
        row.getLong("last_position"),
        microseconds(row.getObject("sealed_at", OffsetDateTime.class)),
        row.getBytes("previous"),
        row.getBytes("hash"));
  }

  private static LogRow event(ResultSet row, byte[] metadata) throws SQLException {
    return new LogRow(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getString(5),
        row.getString(6),
        microseconds(row.getObject(7, OffsetDateTime.class)),
        row.getBytes(8),
        metadata);
  }

  static long microseconds(OffsetDateTime time) {
    return microseconds(time.toInstant());
  }

  static long microseconds(Instant time) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    } catch (ArithmeticException e) {
      // PostgreSQL's infinity, which nobody but a forger wrote.
      return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private static final class Pages<T> implements Iterator<T> {

    private final Function<@Nullable T, List<T>> fetch;
    private List<T> page = List.of();
    private int next;
    private @Nullable T last;
    private boolean ended;

    Pages(Function<@Nullable T, List<T>> fetch) {
      this.fetch = fetch;
    }

    @Override
    public boolean hasNext() {
      if (next == page.size() && !ended) {
        page = fetch.apply(last);
        next = 0;
        ended = page.isEmpty();
      }
      return next < page.size();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      T row = page.get(next++);
      last = row;
      return row;
    }
  }
}
