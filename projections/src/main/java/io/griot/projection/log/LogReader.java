package io.griot.projection.log;

import io.griot.core.LedgerEvent;
import io.griot.core.bill.BillPaymentEvent;
import io.griot.core.dispute.DisputeEvent;
import io.griot.projection.log.Stretch.Recorded;
import io.griot.projection.view.Recording;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the log in the order of positions, leaving out none. */
public final class LogReader {

  private static final String[] NOTHING = {};
  private static final String ACTOR = "actor";

  private final JdbcTemplate jdbc;
  private final Serializer serializer;
  private final EventUpcaster upcaster;
  private final String[] passedOver;

  /**
   * Makes a reader.
   *
   * @param passedOver events that nobody reads here; they are neither fetched nor deserialised, but
   *     their positions count
   */
  public LogReader(
      DataSource dataSource,
      Serializer serializer,
      EventUpcaster upcaster,
      Collection<Class<? extends LedgerEvent>> passedOver) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.serializer = serializer;
    this.upcaster = upcaster;
    this.passedOver =
        passedOver.stream()
            .map(type -> serializer.typeForClass(type).getName())
            .toArray(String[]::new);
  }

  /** The events behind a position, all of them and also over gaps: for whoever looks for faults. */
  public List<Recorded> overGaps(long position, int limit) {
    List<StoredEvent> read = new ArrayList<>();
    jdbc.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              try (PreparedStatement select = select(connection, NOTHING, position, limit);
                  ResultSet row = select.executeQuery()) {
                while (row.next()) {
                  StoredEvent.of(row).ifPresent(read::add);
                }
              }
              return true;
            });
    return recorded(read);
  }

  /** The position of the last event; 0 before the first. */
  public long head() {
    return jdbc.execute((ConnectionCallback<Long>) LogReader::head);
  }

  /** The position of the last event, as a connection sees it. */
  public static long head(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT coalesce(max(position), 0) FROM ledger.event")) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * The events behind a position, up to a number of positions; none at the end of the log.
   *
   * @throws LogGap if the very next position is missing
   * @throws UnreadableEvent if the very next event is none; what comes before such a place is
   *     returned first
   */
  public Stretch next(long after, int limit) {
    List<StoredEvent> read = new ArrayList<>();
    long last =
        jdbc.execute((ConnectionCallback<Long>) connection -> read(connection, after, limit, read));
    try {
      return new Stretch(after, last, recorded(read));
    } catch (RuntimeException e) {
      return upToUnreadable(after, read, e);
    }
  }

  private long read(Connection connection, long after, int limit, List<StoredEvent> into)
      throws SQLException {
    long last = after;
    try (PreparedStatement select = select(connection, passedOver, after, limit);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        long position = StoredEvent.position(row);
        if (position != last + 1) {
          if (last == after) {
            throw new LogGap(last + 1, position);
          }
          break;
        }
        StoredEvent.of(row).ifPresent(into::add);
        last = position;
      }
    }
    return last;
  }

  private static PreparedStatement select(
      Connection connection, String[] leftOut, long after, int limit) throws SQLException {
    PreparedStatement select = connection.prepareStatement(StoredEvent.SELECT);
    // From the first execution on: in binary, planned once a connection.
    select.unwrap(PGStatement.class).setPrepareThreshold(-1);
    select.setArray(1, connection.createArrayOf("text", leftOut));
    select.setLong(2, after);
    select.setInt(3, limit);
    return select;
  }

  private Stretch upToUnreadable(long after, List<StoredEvent> read, RuntimeException fault) {
    List<Recorded> readable = new ArrayList<>();
    for (StoredEvent event : read) {
      try {
        readable.addAll(recorded(List.of(event)));
      } catch (RuntimeException e) {
        long before = event.position() - 1;
        if (before > after) {
          return new Stretch(after, before, readable);
        }
        throw new UnreadableEvent(event.position(), e);
      }
    }
    throw fault;
  }

  private List<Recorded> recorded(List<StoredEvent> read) {
    List<Recorded> recorded = new ArrayList<>(read.size());
    EventUtils.upcastAndDeserializeTrackedEvents(read.stream(), serializer, upcaster)
        .forEach(
            message ->
                recorded.add(
                    new Recorded(
                        event(message),
                        new Recording(
                            message.trackingToken().position().orElseThrow(),
                            message.getTimestamp(),
                            actor(message)))));
    return recorded;
  }

  /** Only views of disputes and bill payments tell it: the metadata of all the rest is not read. */
  private static @Nullable String actor(TrackedEventMessage<?> message) {
    return (message.getPayload() instanceof DisputeEvent
                || message.getPayload() instanceof BillPaymentEvent)
            && message.getMetaData().get(ACTOR) instanceof String actor
        ? actor
        : null;
  }

  private static LedgerEvent event(TrackedEventMessage<?> message) {
    if (message.getPayload() instanceof LedgerEvent event) {
      return event;
    }
    throw new IllegalStateException("No event of the ledger: " + message.getPayloadType());
  }
}
