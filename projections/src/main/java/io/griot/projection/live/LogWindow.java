package io.griot.projection.live;

import io.griot.projection.log.LogGap;
import io.griot.projection.log.LogReader;
import io.griot.projection.log.Stretch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The newest piece of the log that this process reads, fetched and deserialised once for all views.
 *
 * <p>It follows the foremost view. One that is behind it reads for itself until it gets there.
 */
final class LogWindow {

  /** What a view takes in at most in one transaction. */
  private static final int STRETCH_POSITIONS = 5_000;

  private static final int KEPT_POSITIONS = 20_000;

  private final LogReader reader;
  private final Deque<Stretch> stretches = new ArrayDeque<>();
  private long kept;
  private final AtomicLong head = new AtomicLong();

  LogWindow(LogReader reader) {
    this.reader = reader;
  }

  /** How far the log is known to go. */
  long head() {
    return head.get();
  }

  /** The log goes at least to a position. */
  void announce(long position) {
    head.accumulateAndGet(position, Math::max);
  }

  /**
   * What comes behind a position; nothing at the end of what is known of the log.
   *
   * @throws LogGap if the very next position is missing
   */
  Stretch after(long position) {
    if (position >= head.get()) {
      return Stretch.emptyAfter(position);
    }
    synchronized (this) {
      for (Stretch stretch : stretches) {
        if (stretch.after() <= position && position < stretch.last()) {
          return stretch.behind(position);
        }
      }
      if (stretches.isEmpty() || position >= stretches.getLast().last()) {
        return readOn(position);
      }
    }
    return reader.next(position, STRETCH_POSITIONS);
  }

  /** Lets go of what everybody has read. */
  synchronized void release(long position) {
    while (!stretches.isEmpty() && stretches.getFirst().last() <= position) {
      kept -= stretches.removeFirst().length();
    }
  }

  private Stretch readOn(long position) {
    if (!stretches.isEmpty() && position > stretches.getLast().last()) {
      stretches.clear();
      kept = 0;
    }
    Stretch read = reader.next(position, STRETCH_POSITIONS);
    if (!read.isEmpty()) {
      stretches.add(read);
      kept += read.length();
    }
    while (kept > KEPT_POSITIONS) {
      kept -= stretches.removeFirst().length();
    }
    return read;
  }
}
