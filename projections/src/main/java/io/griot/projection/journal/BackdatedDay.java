package io.griot.projection.journal;

import io.griot.projection.view.SqlArrays;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;

/**
 * What back-dated postings to an account changed on a day, in minor units.
 *
 * @param day in UTC
 * @param effectiveChange of those that count on it
 * @param recordedChange of those recorded on it
 * @param position of the last of them
 */
record BackdatedDay(
    String account,
    LocalDate day,
    BigInteger effectiveChange,
    BigInteger recordedChange,
    long position) {

  record Key(String account, LocalDate day) {}

  static LocalDate of(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  /** Both together; the other one is of the same account and day, and came later. */
  BackdatedDay plus(BackdatedDay later) {
    return new BackdatedDay(
        account,
        day,
        effectiveChange.add(later.effectiveChange),
        recordedChange.add(later.recordedChange),
        later.position);
  }

  static void write(Collection<BackdatedDay> days, Connection connection, String schema)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            INSERT INTO %1$s.backdated_day AS kept
                   (account, day, effective_change, recorded_change, position)
            SELECT account, day::date, effective::numeric, recorded::numeric, position
              FROM unnest(?, ?, ?, ?, ?) AS added (account, day, effective, recorded, position)
                ON CONFLICT (account, day) DO UPDATE SET
                   effective_change = kept.effective_change + excluded.effective_change,
                   recorded_change = kept.recorded_change + excluded.recorded_change,
                   position = excluded.position\
            """
                .formatted(schema))) {
      new SqlArrays<>(upsert, days)
          .texts(BackdatedDay::account)
          .texts(BackdatedDay::day)
          .texts(BackdatedDay::effectiveChange)
          .texts(BackdatedDay::recordedChange)
          .longs(BackdatedDay::position);
      upsert.executeUpdate();
    }
  }
}
