package io.griot.projection.live;

import io.griot.projection.log.LogReader;
import io.griot.projection.log.Stretch;
import io.griot.projection.view.View;
import io.griot.projection.view.ViewFaults;
import io.griot.projection.view.ViewMoves;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The log as the views' event processors read it: in the order of positions, in stretches, each of
 * them one message and one transaction.
 *
 * <p>What Axon spends on a message is so spent once a stretch and not once an event and view.
 */
public final class LogStreams {

  /** One is written while the next is read. */
  private static final int STRETCHES_UNDER_WAY = 2;

  /** For when a notification is missing. */
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(250);

  private final LogReader reader;
  private final ViewFaults faults;
  private final ViewMoves moves;
  private final LogWindow window;
  private final Runnable resumption;
  private final LogWatch watch;
  private final Set<Reading> open = ConcurrentHashMap.newKeySet();

  /**
   * Reads the log and keeps one connection of the data source to be notified on.
   *
   * @param resumption run whenever the database is there again after it was lost
   */
  public LogStreams(
      DataSource dataSource,
      LogReader reader,
      ViewFaults faults,
      ViewMoves moves,
      Runnable resumption) {
    this.reader = reader;
    this.faults = faults;
    this.moves = moves;
    this.resumption = resumption;
    this.window = new LogWindow(reader);
    this.watch = new LogWatch(dataSource, LOOK_INTERVAL, new Watching());
  }

  /** The log as one view's processor reads it. */
  public StreamableMessageSource<TrackedEventMessage<?>> of(View view) {
    return new Source(view);
  }

  /** Ends the look-out for new events, so that nothing is read from a database that is closing. */
  public void stop() {
    watch.stop();
  }

  private void release() {
    open.stream().mapToLong(reading -> reading.position).min().ifPresent(window::release);
  }

  private final class Watching implements LogWatch.Listener {

    @Override
    public void reached(long position) {
      window.announce(position);
      open.forEach(Reading::wakeIfBehind);
    }

    @Override
    public void lost() {
      moves.forget();
    }

    @Override
    public void found() {
      open.forEach(Reading::forgetUnderWay);
      resumption.run();
    }
  }

  private final class Source implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final View view;
    private @Nullable Reading opened;

    Source(View view) {
      this.view = view;
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
    public synchronized BlockingStream<TrackedEventMessage<?>> openStream(
        @Nullable TrackingToken token) {
      if (opened != null) {
        // A processor that goes back in the log leaves its stream without closing it.
        opened.close();
      }
      Reading reading = new Reading(view, token == null ? 0 : token.position().orElse(0));
      opened = reading;
      open.add(reading);
      moves.listen(reading);
      watch.start();
      return reading;
    }
  }

  private final class Reading
      implements BlockingStream<TrackedEventMessage<?>>, ViewMoves.Listener {

    private final View view;

    /** The last positions of the stretches that were handed out and are not yet committed. */
    private final Deque<Long> underWay = new ArrayDeque<>();

    private @Nullable TrackedEventMessage<?> next;
    private volatile long position;
    private volatile Runnable onAvailable = () -> {};

    Reading(View view, long after) {
      this.view = view;
      this.position = after;
    }

    @Override
    public synchronized Optional<TrackedEventMessage<?>> peek() {
      if (next == null && underWay.size() < STRETCHES_UNDER_WAY) {
        Stretch stretch = read();
        if (!stretch.isEmpty()) {
          next = message(stretch);
          position = stretch.last();
          release();
        }
      }
      return Optional.ofNullable(next);
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
      long deadline = System.nanoTime() + unit.toNanos(timeout);
      while (peek().isEmpty()) {
        if (System.nanoTime() - deadline >= 0) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
      return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
      while (true) {
        if (hasNextAvailable(1, TimeUnit.SECONDS)) {
          synchronized (this) {
            TrackedEventMessage<?> handedOut = next;
            if (handedOut != null) {
              next = null;
              underWay.add(position);
              return handedOut;
            }
          }
        }
      }
    }

    @Override
    public void moved(View moved, long reached) {
      if (moved.equals(view)) {
        synchronized (this) {
          while (!underWay.isEmpty() && underWay.getFirst() <= reached) {
            underWay.removeFirst();
          }
        }
        wakeIfBehind();
      }
    }

    /** Their commits may have been carried out without an answer. */
    synchronized void forgetUnderWay() {
      underWay.clear();
    }

    void wakeIfBehind() {
      if (position < window.head()) {
        onAvailable.run();
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
      moves.leave(this);
      moves.forget(view);
      faults.readable(view);
    }

    /** What cannot be read stops the view here; it is tried again with the next look at the log. */
    private Stretch read() {
      try {
        Stretch stretch = window.after(position);
        faults.readable(view);
        return stretch;
      } catch (RuntimeException e) {
        faults.unreadable(view, e);
        return Stretch.emptyAfter(position);
      }
    }

    private TrackedEventMessage<Stretch> message(Stretch stretch) {
      return new GenericTrackedEventMessage<>(
          new GlobalSequenceTrackingToken(stretch.last()),
          GenericEventMessage.asEventMessage(stretch));
    }
  }
}
