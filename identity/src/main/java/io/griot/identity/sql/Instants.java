package io.griot.identity.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Instants as PostgreSQL keeps them: {@code timestamptz}, to the microsecond. */
public final class Instants {
  private Instants() {}

  /** Cut to what a column holds, so that what is answered now equals what is read later. */
  public static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  public static OffsetDateTime parameter(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  public static Instant of(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(ofNullable(row, column), column);
  }

  public static @Nullable Instant ofNullable(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
