package io.griot.bench;

import io.griot.core.LedgerEvent;
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

/** Writing the three events of a transfer, and their metadata, as bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Serialising {

  /** Whose bytes. */
  @Param({EventBytes.STOCK, EventBytes.LEDGER})
  public String engine = EventBytes.LEDGER;

  private final TransferEvents transfer = TransferEvents.example();
  private final MetaData metadata = TransferEvents.metadata();
  private EventBytes bytes = EventBytes.of(EventBytes.LEDGER);

  /** Takes the engine's serializer. */
  @Setup
  public void prepare() {
    bytes = EventBytes.of(engine);
  }

  /** All bytes of one transfer. */
  @Benchmark
  public int serialise() {
    int length = 0;
    for (LedgerEvent event : transfer.all()) {
      length += bytes.payload(event).length + bytes.metadata(metadata).length;
    }
    return length;
  }
}
