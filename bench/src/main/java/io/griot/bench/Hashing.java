package io.griot.bench;

import io.griot.core.LedgerEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.MetaData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The seal of a batch of transfers: SHA-256 over the hash before and, for each event, nine fields
 * with their lengths.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Hashing {

  private static final int HASH_BYTES = 32;
  private static final int LENGTH_BYTES = 4;
  private static final long RECORDED_AT_MICROSECONDS = 1_795_312_090_133_589L;

  /** How many share a commit. */
  @Param({"1", "64", "1000"})
  public int transfers = 1;

  private final List<Event> events = new ArrayList<>();
  private byte[] sealed = {};
  private byte[] buffer = {};
  private final MessageDigest digest = sha256();
  private int written;

  private record Event(String eventId, String stream, String type, List<byte[]> bytes) {}

  /** Makes the events of a batch. */
  @Setup
  public void prepare() {
    EventBytes bytes = EventBytes.of(EventBytes.LEDGER);
    for (int transfer = 0; transfer < transfers; transfer++) {
      TransferEvents made = TransferEvents.example();
      MetaData metadata = TransferEvents.metadata();
      for (int index = 0; index < made.all().size(); index++) {
        LedgerEvent event = made.all().get(index);
        events.add(
            new Event(
                Requests.id().toString(),
                made.streams().get(index),
                event.getClass().getSimpleName(),
                List.of(bytes.payload(event), bytes.metadata(metadata))));
      }
    }
    buffer = new byte[events.size() * 2_048];
    layOutAll();
    sealed = Arrays.copyOf(buffer, written);
  }

  /** The bytes made anew from the fields, then hashed. */
  @Benchmark
  public Object layOutAndHash() {
    layOutAll();
    digest.update(buffer, 0, written);
    return digest.digest();
  }

  /** The bytes hashed. */
  @Benchmark
  public Object hash() {
    return digest.digest(sealed);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void layOutAll() {
    // The hash before.
    written = HASH_BYTES;
    long position = 10_000_000;
    for (Event event : events) {
      position++;
      field(Long.toString(position));
      field(event.eventId());
      field(event.stream());
      field(Long.toString(position % 1_000));
      field(event.type());
      field("1");
      field(Long.toString(RECORDED_AT_MICROSECONDS));
      event.bytes().forEach(this::field);
    }
  }

  private void field(String text) {
    field(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void field(byte[] bytes) {
    buffer[written] = (byte) (bytes.length >>> 24);
    buffer[written + 1] = (byte) (bytes.length >>> 16);
    buffer[written + 2] = (byte) (bytes.length >>> 8);
    buffer[written + 3] = (byte) bytes.length;
    System.arraycopy(bytes, 0, buffer, written + LENGTH_BYTES, bytes.length);
    written += LENGTH_BYTES + bytes.length;
  }
}
