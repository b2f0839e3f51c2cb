package io.griot.projection.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The log as event processors read it: in the order of positions, each token exactly one position.
 *
 * <p>One thread looks for new events on behalf of all streams of the process, often while there are
 * some and less often while there are none.
 */
public final class LogStreams implements StreamableMessageSource<TrackedEventMessage<?>> {

  private static final Logger LOG = LoggerFactory.getLogger(LogStreams.class);
  private static final int READ_AHEAD = 1_000;
  private static final Duration BUSY_INTERVAL = Duration.ofMillis(5);
  private static final Duration QUIET_INTERVAL = Duration.ofMillis(20);
  private static final Duration FAULT_INTERVAL = Duration.ofMillis(500);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);
  private static final int QUIET_AFTER_LOOKS = 200;

  private final LogReader reader;
  private final Set<Reading> open = ConcurrentHashMap.newKeySet();
  private @Nullable Thread watch;
  private boolean stopped;

  public LogStreams(LogReader reader) {
    this.reader = reader;
  }

  @Override
  public TrackingToken createTailToken() {
    return new GlobalSequenceTrackingToken(0);
  }

  @Override
  public TrackingToken createHeadToken() {
    return new GlobalSequenceTrackingToken(reader.head());
  }

  @Override
  public TrackingToken createTokenAt(Instant dateTime) {
    throw new UnsupportedOperationException("Views are rebuilt from the beginning of the log.");
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
    long after = trackingToken == null ? 0 : trackingToken.position().orElse(0);
    Reading reading = new Reading(reader.after(after));
    open.add(reading);
    watch();
    return reading;
  }

  /** Ends the look-out for new events, so that nothing is read from a database that is closing. */
  public void stop() {
    Thread looking;
    synchronized (this) {
      stopped = true;
      looking = watch;
    }
    if (looking != null) {
      try {
        looking.join(STOP_PATIENCE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void watch() {
    if (watch == null && !stopped) {
      watch = Thread.ofVirtual().name("log-watch").start(this::lookForEvents);
    }
  }

  private synchronized boolean watching() {
    if (open.isEmpty() || stopped) {
      watch = null;
    }
    return watch != null;
  }

  private void lookForEvents() {
    int looksInVain = 0;
    Duration interval = BUSY_INTERVAL;
    try {
      while (watching()) {
        TimeUnit.NANOSECONDS.sleep(interval.toNanos());
        try {
          boolean found = wakeThoseBehind(reader.head());
          looksInVain = found ? 0 : Math.min(looksInVain + 1, QUIET_AFTER_LOOKS);
          interval = looksInVain < QUIET_AFTER_LOOKS ? BUSY_INTERVAL : QUIET_INTERVAL;
        } catch (DataAccessException e) {
          LOG.warn("The log cannot be read; trying again.", e);
          interval = FAULT_INTERVAL;
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the log's watch.", e);
    }
  }

  private boolean wakeThoseBehind(long head) {
    boolean found = false;
    for (Reading reading : open) {
      if (reading.position < head) {
        reading.onAvailable.run();
        found = true;
      }
    }
    return found;
  }

  private final class Reading implements BlockingStream<TrackedEventMessage<?>> {

    private final LogCursor cursor;
    private final Deque<TrackedEventMessage<?>> ahead = new ArrayDeque<>();
    private volatile long position;
    private volatile Runnable onAvailable = () -> {};

    Reading(LogCursor cursor) {
      this.cursor = cursor;
      this.position = cursor.position();
    }

    @Override
    public synchronized Optional<TrackedEventMessage<?>> peek() {
      if (ahead.isEmpty()) {
        ahead.addAll(cursor.next(READ_AHEAD));
        position = cursor.position();
      }
      return Optional.ofNullable(ahead.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
      long deadline = System.nanoTime() + unit.toNanos(timeout);
      while (peek().isEmpty()) {
        if (System.nanoTime() - deadline >= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.sleep(BUSY_INTERVAL.toNanos());
      }
      return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
      while (true) {
        if (hasNextAvailable(1, TimeUnit.SECONDS)) {
          synchronized (this) {
            TrackedEventMessage<?> next = ahead.poll();
            if (next != null) {
              return next;
            }
          }
        }
      }
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
      onAvailable = callback;
      return true;
    }

    @Override
    public void close() {
      open.remove(this);
    }
  }
}
