package io.griot.core.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the database again and again, on a thread of its own. It is never interrupted: that
 * would cut a statement short, and its connection with it.
 */
public final class Poller implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final String name;
  private final Duration interval;
  private final String trouble;
  private final Look look;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Thread thread;

  /** What is done each time. */
  @FunctionalInterface
  public interface Look {

    /** Whether there may be more at once. */
    boolean more() throws SQLException, InterruptedException;
  }

  /**
   * @param name of the thread
   * @param interval between two looks
   * @param trouble what a person is told when a look fails, once until one succeeds
   */
  public Poller(String name, Duration interval, String trouble, Look look) {
    this.name = name;
    this.interval = interval;
    this.trouble = trouble;
    this.look = look;
  }

  /** Begins to look; once. */
  public synchronized void start() {
    if (thread == null && !isClosed()) {
      thread = Thread.ofVirtual().name(name).start(this::run);
    }
  }

  /** Ends it, and waits for the look that is under way, up to five seconds. */
  @Override
  public void close() {
    closed.countDown();
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running == null) {
      return;
    }
    try {
      running.join(CLOSE_PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void run() {
    boolean lost = false;
    try {
      while (!isClosed()) {
        Duration pause;
        try {
          pause = look.more() ? Duration.ZERO : interval;
          lost = false;
        } catch (SQLException | RuntimeException e) {
          if (!lost && !isClosed()) {
            LOG.warn(trouble, e);
          }
          lost = true;
          pause = AFTER_FAULT;
        }
        closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts " + name, e);
    }
  }
}
