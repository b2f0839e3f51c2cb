package io.griot.connector.bill;

import io.griot.connector.Breakers;
import io.griot.core.engine.Poller;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other processes what this one thinks of its providers, and that it is there at all: they
 * take no payment that nobody would pass on.
 */
public final class PublishedBreakers implements AutoCloseable {

  /** Whoever was silent for this long is not counted on. */
  static final Duration LIVE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(PublishedBreakers.class);
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final DataSource dataSource;
  private final String node;
  private final Supplier<List<Breakers.Reading>> readings;
  private final Poller poller;

  /**
   * @param node a name that no other process has
   * @param readings of every utility that this process can call
   */
  public PublishedBreakers(
      DataSource dataSource, String node, Supplier<List<Breakers.Reading>> readings) {
    this.dataSource = dataSource;
    this.node = node;
    this.readings = readings;
    this.poller =
        new Poller(
            "published-breakers",
            INTERVAL,
            "The providers' states cannot be told; trying again until they can.",
            this::publish);
  }

  public void start() {
    poller.start();
  }

  /** Ends it; other processes learn at once that this one passes nothing on. */
  @Override
  public void close() {
    poller.close();
    try {
      withdraw();
    } catch (SQLException e) {
      LOG.debug("The providers' states stay until they are old.", e);
    }
  }

  private boolean publish() throws SQLException {
    List<String> utilities = new ArrayList<>();
    List<String> states = new ArrayList<>();
    List<@Nullable OffsetDateTime> untils = new ArrayList<>();
    for (Breakers.Reading reading : readings.get()) {
      Instant until = reading.openUntil();
      utilities.add(reading.utility().name());
      states.add(reading.state().name().toLowerCase(Locale.ROOT));
      untils.add(until == null ? null : until.atOffset(ZoneOffset.UTC));
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                INSERT INTO tasks.provider_state AS known
                       (node, utility, state, open_until, seen_at)
                SELECT ?, utility, state, open_until, clock_timestamp()
                  FROM unnest(?::text[], ?::text[], ?::timestamptz[])
                       AS told (utility, state, open_until)
                ON CONFLICT (node, utility) DO UPDATE
                   SET state = excluded.state, open_until = excluded.open_until,
                       seen_at = excluded.seen_at\
                """)) {
      statement.setString(1, node);
      statement.setArray(2, connection.createArrayOf("text", utilities.toArray()));
      statement.setArray(3, connection.createArrayOf("text", states.toArray()));
      statement.setArray(4, connection.createArrayOf("timestamptz", untils.toArray()));
      statement.executeUpdate();
    }
    return false;
  }

  private void withdraw() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                DELETE FROM tasks.provider_state
                 WHERE node = ? OR seen_at < clock_timestamp() - interval '1 day'\
                """)) {
      statement.setString(1, node);
      statement.executeUpdate();
    }
  }
}
