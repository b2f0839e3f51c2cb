package io.griot.core.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The hash that seals a commit: SHA-256 over the hash of the seal before it and the exact bytes of
 * the commit's events, as {@code docs/sealed-log.md} lays them out for others.
 */
public final class SealDigest {

  private static final int HASH_BYTES = 32;
  private static final int LENGTH_BYTES = 4;
  private static final int LONGEST_NUMBER = 20;
  private static final int BUFFER_BYTES = 16_384;

  private final MessageDigest sha = sha256();
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int filled;

  /** Begins behind the hash of the previous seal, 32 bytes. */
  public SealDigest(byte[] previous) {
    if (previous.length != HASH_BYTES) {
      throw new IllegalArgumentException("A hash of %d bytes".formatted(previous.length));
    }
    sha.update(previous);
  }

  /** What stands in the place of a seal before the first one. */
  public static byte[] beforeTheFirst() {
    return new byte[HASH_BYTES];
  }

  /** Takes in the next event, in the order of positions. */
  public SealDigest add(LogRow row) {
    number(row.position());
    text(row.eventId());
    text(row.stream());
    number(row.sequence());
    text(row.type());
    text(row.revision());
    number(row.recordedAtMicroseconds());
    bytes(row.payload());
    bytes(row.metadata());
    return this;
  }

  /** The seal's hash, 32 bytes; ends the digest. */
  public byte[] hash() {
    flush();
    return sha.digest();
  }

  private void text(String text) {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(byte[] bytes) {
    reserve(LENGTH_BYTES + bytes.length);
    length(bytes.length);
    System.arraycopy(bytes, 0, buffer, filled, bytes.length);
    filled += bytes.length;
  }

  private void number(long number) {
    reserve(LENGTH_BYTES + LONGEST_NUMBER);
    int digits = digits(number);
    length(digits);
    long rest = number;
    for (int at = filled + digits - 1; at >= filled; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    filled += digits;
  }

  /** Positions, sequences and times are never negative. */
  private static int digits(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("A sealed number is negative: " + number);
    }
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private void length(int length) {
    buffer[filled++] = (byte) (length >>> 24);
    buffer[filled++] = (byte) (length >>> 16);
    buffer[filled++] = (byte) (length >>> 8);
    buffer[filled++] = (byte) length;
  }

  private void reserve(int bytes) {
    if (buffer.length - filled < bytes) {
      flush();
      if (buffer.length < bytes) {
        buffer = Arrays.copyOf(buffer, bytes);
      }
    }
  }

  private void flush() {
    sha.update(buffer, 0, filled);
    filled = 0;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
