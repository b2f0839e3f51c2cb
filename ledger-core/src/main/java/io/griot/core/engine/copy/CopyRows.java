package io.griot.core.engine.copy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.ByteConverter;

/**
 * Rows in PostgreSQL's binary COPY format, the cheapest way to hand it many: nothing is parsed, and
 * the table takes them in by the page.
 */
public final class CopyRows {

  // PostgreSQL counts time from 2000-01-01T00:00Z.
  private static final long EPOCH_MICROSECONDS = 946_684_800_000_000L;
  private static final byte[] SIGNATURE =
      "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int FLAGS_AND_EXTENSION_BYTES = 8;
  private static final int NULL = -1;
  private static final byte JSONB_VERSION = 1;

  private final int columns;
  private byte[] buffer;
  private int filled;
  private int rows;

  /**
   * Begins without rows.
   *
   * @param expectedBytes of all rows together; more is fine
   */
  public CopyRows(int columns, int expectedBytes) {
    this.columns = columns;
    this.buffer = new byte[Math.max(expectedBytes, 64)];
    System.arraycopy(SIGNATURE, 0, buffer, 0, SIGNATURE.length);
    filled = SIGNATURE.length + FLAGS_AND_EXTENSION_BYTES;
  }

  /** Begins a row; its columns follow in order. */
  public CopyRows row() {
    reserve(Short.BYTES);
    buffer[filled++] = (byte) (columns >>> 8);
    buffer[filled++] = (byte) columns;
    rows++;
    return this;
  }

  /** A {@code bigint}. */
  public CopyRows bigint(long value) {
    reserve(Integer.BYTES + Long.BYTES);
    int32(Long.BYTES);
    int64(value);
    return this;
  }

  /** A {@code timestamptz}, of microseconds since 1970-01-01T00:00Z. */
  public CopyRows timestamp(long microseconds) {
    return bigint(microseconds - EPOCH_MICROSECONDS);
  }

  /** A {@code timestamptz}, to the microsecond. */
  public CopyRows timestamp(Instant instant) {
    return timestamp(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
  }

  /** A {@code uuid}. */
  public CopyRows uuid(UUID uuid) {
    reserve(Integer.BYTES + 2 * Long.BYTES);
    int32(2 * Long.BYTES);
    int64(uuid.getMostSignificantBits());
    int64(uuid.getLeastSignificantBits());
    return this;
  }

  /** A {@code uuid}, or none. */
  public CopyRows nullableUuid(@Nullable UUID uuid) {
    return uuid == null ? nothing() : uuid(uuid);
  }

  /** A {@code text}. */
  public CopyRows text(@Nullable String text) {
    return text == null ? nothing() : bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** An {@code integer}. */
  public CopyRows integer(int value) {
    reserve(2 * Integer.BYTES);
    int32(Integer.BYTES);
    int32(value);
    return this;
  }

  /** A {@code numeric} without decimals. */
  public CopyRows numeric(BigInteger value) {
    return bytes(ByteConverter.numeric(new BigDecimal(value)));
  }

  /** A {@code jsonb}, of its text. */
  public CopyRows jsonb(String object) {
    byte[] text = object.getBytes(StandardCharsets.UTF_8);
    reserve(Integer.BYTES + 1 + text.length);
    int32(1 + text.length);
    buffer[filled++] = JSONB_VERSION;
    return append(text);
  }

  /** A {@code bytea}. */
  public CopyRows bytes(byte[] content) {
    reserve(Integer.BYTES + content.length);
    int32(content.length);
    return append(content);
  }

  /** Hands the rows to PostgreSQL in the connection's transaction, if there are any. */
  public void send(Connection connection, String tableAndColumns) throws SQLException {
    if (rows == 0) {
      return;
    }
    reserve(Short.BYTES);
    buffer[filled++] = -1;
    buffer[filled++] = -1;
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + tableAndColumns + " FROM STDIN (FORMAT binary)");
    try {
      copy.writeToCopy(buffer, 0, filled);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private CopyRows nothing() {
    reserve(Integer.BYTES);
    int32(NULL);
    return this;
  }

  private CopyRows append(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, filled, bytes.length);
    filled += bytes.length;
    return this;
  }

  private void int32(int value) {
    buffer[filled++] = (byte) (value >>> 24);
    buffer[filled++] = (byte) (value >>> 16);
    buffer[filled++] = (byte) (value >>> 8);
    buffer[filled++] = (byte) value;
  }

  private void int64(long value) {
    int32((int) (value >>> 32));
    int32((int) value);
  }

  private void reserve(int bytes) {
    if (buffer.length - filled < bytes) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, filled + bytes));
    }
  }
}
