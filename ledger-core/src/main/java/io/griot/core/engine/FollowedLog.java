package io.griot.core.engine;

import io.griot.core.LedgerEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * The log as a reactor follows it: the events of some types, each as one message, in the order of
 * positions.
 */
public final class FollowedLog implements StreamableMessageSource<TrackedEventMessage<?>> {

  private static final int EVENTS_AT_ONCE = 500;
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);

  private final DataSource dataSource;
  private final Serializer serializer;
  private final EventUpcaster upcaster;
  private final String select;

  private FollowedLog(
      DataSource dataSource, Serializer serializer, EventUpcaster upcaster, String types) {
    this.dataSource = dataSource;
    this.serializer = serializer;
    this.upcaster = upcaster;
    // Literally, as partial indexes name them: behind a parameter the planner would not know them.
    this.select =
        """
        SELECT position, stream, sequence, event_id, recorded_at, type, revision, payload, metadata
          FROM ledger.event
         WHERE position > ? AND position <= ? AND type IN (%s)
         ORDER BY position LIMIT ?\
        """
            .formatted(types);
  }

  /** The events of these types in the log of an Axon configuration. */
  public static FollowedLog of(
      Configuration axon, DataSource dataSource, Collection<Class<? extends LedgerEvent>> types) {
    return new FollowedLog(
        dataSource,
        axon.eventSerializer(),
        axon.upcasterChain(),
        types.stream()
            .map(type -> "'" + EventCatalogue.nameOf(type) + "'")
            .collect(Collectors.joining(", ")));
  }

  @Override
  public TrackingToken createTailToken() {
    return new GlobalSequenceTrackingToken(0);
  }

  @Override
  public TrackingToken createHeadToken() {
    try (Connection connection = dataSource.getConnection()) {
      return new GlobalSequenceTrackingToken(head(connection));
    } catch (SQLException e) {
      throw new IllegalStateException("The log's head cannot be read", e);
    }
  }

  @Override
  public TrackingToken createTokenAt(Instant dateTime) {
    throw new UnsupportedOperationException("A reactor follows the log from its beginning.");
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    return new Following(token == null ? 0 : token.position().orElse(0));
  }

  private static long head(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT position FROM ledger.head")) {
      row.next();
      return row.getLong(1);
    }
  }

  private final class Following implements BlockingStream<TrackedEventMessage<?>> {

    private final Deque<TrackedEventMessage<?>> waiting = new ArrayDeque<>();
    private final Poller poller;
    private volatile Runnable onAvailable = () -> {};
    private long after;

    Following(long after) {
      this.after = after;
      poller =
          new Poller(
              "followed-log",
              LOOK_INTERVAL,
              "The log cannot be followed; trying again until it can.",
              this::look);
      poller.start();
    }

    /** Whether there may be more at once. */
    private boolean look() throws SQLException {
      boolean full = isEmpty() && fetch();
      if (!isEmpty()) {
        onAvailable.run();
      }
      return full;
    }

    private synchronized boolean isEmpty() {
      return waiting.isEmpty();
    }

    private boolean fetch() throws SQLException {
      try (Connection connection = dataSource.getConnection()) {
        long head = head(connection);
        if (head <= after) {
          return false;
        }
        List<TrackedEventMessage<?>> read = read(connection, head);
        boolean full = read.size() == EVENTS_AT_ONCE;
        synchronized (this) {
          waiting.addAll(read);
        }
        after = full ? read.getLast().trackingToken().position().orElseThrow() : head;
        return full;
      }
    }

    /** Positions have no gaps, so that nothing is ever committed behind a head that was read. */
    private List<TrackedEventMessage<?>> read(Connection connection, long head)
        throws SQLException {
      List<TrackedDomainEventData<byte[]>> rows = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(select)) {
        statement.setLong(1, after);
        statement.setLong(2, head);
        statement.setInt(3, EVENTS_AT_ONCE);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            rows.add(
                new TrackedDomainEventData<>(
                    new GlobalSequenceTrackingToken(row.getLong(1)),
                    StoredEvent.of(
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        new ColdStream.Row(
                            row.getLong(3), row.getString(6), row.getString(7), row.getBytes(8)),
                        row.getBytes(9))));
          }
        }
      }
      List<TrackedEventMessage<?>> messages = new ArrayList<>(rows.size());
      EventUtils.upcastAndDeserializeTrackedEvents(rows.stream(), serializer, upcaster)
          .forEach(messages::add);
      return messages;
    }

    @Override
    public synchronized Optional<TrackedEventMessage<?>> peek() {
      return Optional.ofNullable(waiting.peekFirst());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
      long deadline = System.nanoTime() + unit.toNanos(timeout);
      while (isEmpty()) {
        if (System.nanoTime() - deadline >= 0) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
      return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
      while (true) {
        if (hasNextAvailable(1, TimeUnit.SECONDS)) {
          synchronized (this) {
            TrackedEventMessage<?> next = waiting.pollFirst();
            if (next != null) {
              return next;
            }
          }
        }
      }
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
      onAvailable = callback;
      return true;
    }

    @Override
    public void close() {
      poller.close();
    }
  }
}
