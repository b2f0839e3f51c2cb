package io.griot.projection.view;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Binds one property of many rows as one array parameter, to be unnested by the statement. The
 * arrays are of types that the driver sends in binary.
 */
public final class SqlArrays<R> {

  private final PreparedStatement statement;
  private final Collection<R> rows;
  private int parameter;

  public SqlArrays(PreparedStatement statement, Collection<R> rows) {
    this.statement = statement;
    this.rows = rows;
  }

  /** Numbers of 64 bits. */
  public SqlArrays<R> longs(ToLongFunction<R> property) throws SQLException {
    return bind("int8", rows.stream().mapToLong(property).toArray());
  }

  /** Text, without the character that PostgreSQL cannot store. */
  public SqlArrays<R> texts(Function<R, @Nullable Object> property) throws SQLException {
    return bind(
        "text", rows.stream().map(property).map(StorableText::ofNullable).toArray(String[]::new));
  }

  /** UUIDs. */
  public SqlArrays<R> uuids(Function<R, @Nullable UUID> property) throws SQLException {
    return bind("uuid", rows.stream().map(property).toArray());
  }

  /** Booleans. */
  public SqlArrays<R> booleans(Predicate<R> property) throws SQLException {
    boolean[] values = new boolean[rows.size()];
    int index = 0;
    for (R row : rows) {
      values[index++] = property.test(row);
    }
    return bind("bool", values);
  }

  /** Instants as microseconds since 1970, which is as exact as PostgreSQL is. */
  public SqlArrays<R> micros(Function<R, Instant> property) throws SQLException {
    return longs(row -> ChronoUnit.MICROS.between(Instant.EPOCH, property.apply(row)));
  }

  /** The same, of times that may be missing. */
  public SqlArrays<R> nullableMicros(Function<R, @Nullable Instant> property) throws SQLException {
    return bind("int8", rows.stream().map(property).map(SqlArrays::micros).toArray(Long[]::new));
  }

  /**
   * The SQL that makes microseconds since 1970 a time. In two parts: the product of an interval is
   * a floating-point number, exact to 2^53, which a time that people name may be beyond.
   */
  public static String instant(String micros) {
    return ("timestamptz 'epoch' + %1$s / 1000000 * interval '1 second'"
            + " + %1$s %% 1000000 * interval '1 microsecond'")
        .formatted(micros);
  }

  private static @Nullable Long micros(@Nullable Instant instant) {
    return instant == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private SqlArrays<R> bind(String type, Object values) throws SQLException {
    statement.setArray(
        ++parameter,
        statement.getConnection().unwrap(PGConnection.class).createArrayOf(type, values));
    return this;
  }
}
