package io.griot.core.engine;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs the same work on many threads at once. */
final class Threads {

  private static final long DEADLOCK_SECONDS = 60;

  private Threads() {}

  /** Starts all together and waits for each; one that does not end is a deadlock. */
  static <T> List<T> together(int threads, IntFunction<T> work) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (var executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> results =
          IntStream.range(0, threads)
              .mapToObj(
                  index ->
                      executor.submit(
                          (Callable<T>)
                              () -> {
                                start.await();
                                return work.apply(index);
                              }))
              .toList();
      start.countDown();
      return results.stream().map(Threads::get).toList();
    }
  }

  private static <T> T get(Future<T> result) {
    try {
      return result.get(DEADLOCK_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("A thread failed", e.getCause());
    } catch (Exception e) {
      result.cancel(true);
      throw new AssertionError("A thread does not end", e);
    }
  }
}
