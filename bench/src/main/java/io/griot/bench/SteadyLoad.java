package io.griot.bench;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Calls that come at a fixed rate, whether or not those before them were answered.
 *
 * <p>Each is timed from when it was to be sent: one slow answer counts for all that wait behind it,
 * as it would for people who come when they come.
 */
final class SteadyLoad {

  private static final long LONGEST_NANOSECONDS = Duration.ofMinutes(5).toNanos();

  private SteadyLoad() {}

  /**
   * What the load came to.
   *
   * @param answeredPerSecond falls behind the calls per second if they cannot be taken
   */
  record Figures(
      double callsPerSecond,
      double answeredPerSecond,
      double p50Milliseconds,
      double p99Milliseconds,
      double longestMilliseconds) {}

  /** Runs the load after a warm-up; fails if any call did. */
  static Figures run(double perSecond, Duration warmUp, Duration measured, Load.Call call)
      throws InterruptedException {
    ConcurrentHistogram latencies = new ConcurrentHistogram(LONGEST_NANOSECONDS, 3);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    long start = System.nanoTime();
    long calls = Math.round((warmUp.toNanos() + measured.toNanos()) / 1e9 * perSecond);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long number = 0; number < calls && failure.get() == null; number++) {
        long intended = start + Math.round(number / perSecond * 1e9);
        int client = (int) (number % Integer.MAX_VALUE);
        awaitNanos(intended);
        clients.execute(
            () -> {
              try {
                call.run(client, ThreadLocalRandom.current());
                if (intended - start >= warmUp.toNanos()) {
                  latencies.recordValue(
                      Math.min(System.nanoTime() - intended, LONGEST_NANOSECONDS));
                }
              } catch (Throwable e) {
                failure.compareAndSet(null, e);
              }
            });
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("A transfer failed", failure.get());
    }
    double seconds = Math.max(System.nanoTime() - start - warmUp.toNanos(), 1) / 1e9;
    return new Figures(
        perSecond,
        latencies.getTotalCount() / seconds,
        latencies.getValueAtPercentile(50) / 1e6,
        latencies.getValueAtPercentile(99) / 1e6,
        latencies.getMaxValue() / 1e6);
  }

  /** Returns at once if the time is past: what is late is sent now, and counted as late. */
  private static void awaitNanos(long time) throws InterruptedException {
    for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(left);
    }
  }
}
