package io.griot.projection.rebuild;

import io.griot.projection.log.LogReader;
import io.griot.projection.log.Stretch;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log on a thread of its own, a little ahead of who writes: from its beginning to the
 * first stretch that is shorter than asked for.
 */
final class ReadAhead implements AutoCloseable {

  private static final int STRETCHES_AHEAD = 3;

  private final LogReader log;
  private final int limit;
  private final BlockingQueue<Stretch> ahead = new ArrayBlockingQueue<>(STRETCHES_AHEAD);
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable RuntimeException fault;

  ReadAhead(LogReader log, int limit) {
    this.log = log;
    this.limit = limit;
    this.thread = Thread.ofPlatform().name("rebuild-reads").start(this::read);
  }

  /** The next stretch. */
  Stretch next() throws InterruptedException {
    while (true) {
      Stretch next = ahead.poll(100, TimeUnit.MILLISECONDS);
      if (next != null) {
        return next;
      }
      RuntimeException failed = fault;
      if (failed != null && ahead.isEmpty()) {
        throw failed;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try {
      Stretch stretch = log.next(0, limit);
      hand(stretch);
      while (!closed && stretch.length() == limit) {
        stretch = log.next(stretch.last(), limit);
        hand(stretch);
      }
    } catch (RuntimeException e) {
      fault = e;
    } catch (InterruptedException e) {
      fault = new IllegalStateException("Reading the log was interrupted.", e);
    }
  }

  private void hand(Stretch stretch) throws InterruptedException {
    while (!closed && !ahead.offer(stretch, 100, TimeUnit.MILLISECONDS)) {
      // Who writes is behind.
    }
  }
}
