package io.griot.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/** A number of clients, each calling again when its last call was answered. */
final class Load {

  private static final long LONGEST_NANOSECONDS = Duration.ofMinutes(1).toNanos();

  private Load() {}

  /** One call, answered: a transfer or a batch of them. */
  interface Call {
    void run(int client, RandomGenerator random) throws Exception;
  }

  /** What a load came to. */
  record Figures(double transfersPerSecond, double p50Milliseconds, double p99Milliseconds) {}

  /** Told of each call when it was answered. */
  private interface Watch {
    void saw(long sentNanos, long answeredNanos);
  }

  /**
   * Runs the load after a warm-up; fails if any call did.
   *
   * @param transfersPerCall how many transfers one call makes
   */
  static Figures run(
      int clients, int transfersPerCall, Duration warmUp, Duration measured, Call call)
      throws InterruptedException {
    ConcurrentHistogram latencies = new ConcurrentHistogram(LONGEST_NANOSECONDS, 3);
    DoubleAdder calls = new DoubleAdder();
    long from = System.nanoTime() + warmUp.toNanos();
    long until = from + measured.toNanos();
    repeat(
        clients,
        () -> System.nanoTime() - until < 0,
        call,
        (sent, answered) -> {
          // A long call at an edge counts by the part of it that lies inside.
          long inside = Math.min(answered, until) - Math.max(sent, from);
          if (inside > 0) {
            calls.add((double) inside / (answered - sent));
          }
          if (sent - from >= 0) {
            latencies.recordValue(Math.min(answered - sent, LONGEST_NANOSECONDS));
          }
        });
    return new Figures(
        calls.sum() * transfersPerCall / (measured.toNanos() / 1e9),
        latencies.getValueAtPercentile(50) / 1e6,
        latencies.getValueAtPercentile(99) / 1e6);
  }

  /** Makes exactly so many calls. */
  static void times(int clients, long calls, Call call) throws InterruptedException {
    AtomicLong left = new AtomicLong(calls);
    repeat(clients, () -> left.getAndDecrement() > 0, call, (_, _) -> {});
  }

  /** Makes calls for as long as they are wanted; fails if any did. */
  static void during(int clients, BooleanSupplier wanted, Call call) throws InterruptedException {
    repeat(clients, wanted, call, (_, _) -> {});
  }

  private static void repeat(int clients, BooleanSupplier more, Call call, Watch watch)
      throws InterruptedException {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    CountDownLatch finished = new CountDownLatch(clients);
    for (int client = 0; client < clients; client++) {
      int number = client;
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  while (failure.get() == null && more.getAsBoolean()) {
                    long sent = System.nanoTime();
                    call.run(number, ThreadLocalRandom.current());
                    watch.saw(sent, System.nanoTime());
                  }
                } catch (Throwable e) {
                  failure.compareAndSet(null, e);
                } finally {
                  finished.countDown();
                }
              });
    }
    finished.await();
    if (failure.get() != null) {
      throw new IllegalStateException("A transfer failed", failure.get());
    }
  }
}
