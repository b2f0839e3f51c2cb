package io.griot.projection.view;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Binds one property of many rows as one array parameter, to be unnested by the statement. */
public final class SqlArrays<R> {

  private final PreparedStatement statement;
  private final Collection<R> rows;
  private int parameter;

  public SqlArrays(PreparedStatement statement, Collection<R> rows) {
    this(statement, rows, 0);
  }

  private SqlArrays(PreparedStatement statement, Collection<R> rows, int parameter) {
    this.statement = statement;
    this.rows = rows;
    this.parameter = parameter;
  }

  /** Goes on with properties of other rows, in the parameters that follow. */
  public <S> SqlArrays<S> then(Collection<S> others) {
    return new SqlArrays<>(statement, others, parameter);
  }

  /** One text, not an array, as the last parameter. */
  public void text(String value) throws SQLException {
    statement.setString(parameter + 1, value);
  }

  /** Numbers of 64 bits. */
  public SqlArrays<R> longs(ToLongFunction<R> property) throws SQLException {
    return bind("int8", rows.stream().map(property::applyAsLong).toArray());
  }

  /** Text, without the character that PostgreSQL cannot store. */
  public SqlArrays<R> texts(Function<R, @Nullable Object> property) throws SQLException {
    return bind("text", rows.stream().map(property).map(SqlArrays::text).toArray());
  }

  /** UUIDs. */
  public SqlArrays<R> uuids(Function<R, @Nullable Object> property) throws SQLException {
    return bind("uuid", rows.stream().map(property).toArray());
  }

  /** Booleans. */
  public SqlArrays<R> booleans(Function<R, @Nullable Object> property) throws SQLException {
    return bind("bool", rows.stream().map(property).toArray());
  }

  /** Instants to the microsecond, which is as exact as PostgreSQL is. */
  public SqlArrays<R> instants(Function<R, Instant> property) throws SQLException {
    return bind(
        "timestamptz",
        rows.stream()
            .map(row -> property.apply(row).truncatedTo(ChronoUnit.MICROS).toString())
            .toArray());
  }

  private SqlArrays<R> bind(String type, @Nullable Object[] values) throws SQLException {
    statement.setArray(++parameter, statement.getConnection().createArrayOf(type, values));
    return this;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString().replace('\0', '\uFFFD');
  }
}
