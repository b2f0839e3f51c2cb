package io.griot.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the ledger keeps in memory while its log grows. */
final class HeapOverTime {

  private static final int CLIENTS = 512;
  private static final int EVENTS_PER_TRANSFER = 3;
  private static final long EVENTS_PER_STEP = 1_000_000;
  private static final int STEPS_AT_LEAST = 10;
  private static final double BYTES_PER_MEGABYTE = 1024.0 * 1024.0;

  private HeapOverTime() {}

  /**
   * The heap after a garbage collection.
   *
   * @param events that transfers wrote so far
   * @param transfersPerSecond of the step
   */
  record Step(long events, double heapMegabytes, double transfersPerSecond) {}

  static List<Step> measure(Postgres postgres, Choices choices, Consumer<String> notes)
      throws SQLException, InterruptedException {
    List<Step> steps = new ArrayList<>();
    long perStep =
        Math.max(
            1, Math.min(EVENTS_PER_STEP, choices.events() / STEPS_AT_LEAST) / EVENTS_PER_TRANSFER);
    try (InProcess ledger = InProcess.on(postgres.createDatabase("memory"), choices.wallets())) {
      for (long transfers = perStep;
          (transfers - perStep) * EVENTS_PER_TRANSFER < choices.events();
          transfers += perStep) {
        long start = System.nanoTime();
        Load.times(CLIENTS, perStep, ledger::even);
        double seconds = (System.nanoTime() - start) / 1e9;
        Step step = new Step(transfers * EVENTS_PER_TRANSFER, heapMegabytes(), perStep / seconds);
        notes.accept("%,d events: %.1f MB of heap".formatted(step.events(), step.heapMegabytes()));
        steps.add(step);
      }
    }
    return steps;
  }

  private static double heapMegabytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    // The second one frees what the first one's cleaners let go of.
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / BYTES_PER_MEGABYTE;
  }
}
