package io.griot.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/** A number of clients, each sending its next transfer when the last one was answered. */
final class Load {

  private static final long LONGEST_NANOSECONDS = Duration.ofMinutes(1).toNanos();

  private Load() {}

  /** One transfer, answered. */
  interface Transfer {
    void run(int client, RandomGenerator random) throws Exception;
  }

  /** What a load came to. */
  record Figures(double transfersPerSecond, double p50Milliseconds, double p99Milliseconds) {}

  /** Runs the load after a warm-up; fails if any transfer did. */
  static Figures run(int clients, Duration warmUp, Duration measured, Transfer transfer)
      throws InterruptedException {
    ConcurrentHistogram latencies = new ConcurrentHistogram(LONGEST_NANOSECONDS, 3);
    AtomicLong transfers = new AtomicLong();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    CountDownLatch finished = new CountDownLatch(clients);
    long start = System.nanoTime();
    long from = start + warmUp.toNanos();
    long until = from + measured.toNanos();
    for (int client = 0; client < clients; client++) {
      int number = client;
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  for (long sent = System.nanoTime(); sent < until && failure.get() == null; ) {
                    transfer.run(number, ThreadLocalRandom.current());
                    long answered = System.nanoTime();
                    if (sent >= from && answered <= until) {
                      latencies.recordValue(Math.min(answered - sent, LONGEST_NANOSECONDS));
                      transfers.incrementAndGet();
                    }
                    sent = answered;
                  }
                } catch (Exception e) {
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
    return new Figures(
        transfers.get() / (measured.toNanos() / 1e9),
        latencies.getValueAtPercentile(50) / 1e6,
        latencies.getValueAtPercentile(99) / 1e6);
  }
}
