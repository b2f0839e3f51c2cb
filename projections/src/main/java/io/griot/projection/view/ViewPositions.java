package io.griot.projection.view;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the views have come, whichever process moves them.
 *
 * <p>Those who wait for a view that this process moves are woken by its move, without the database.
 * For one that another process moves, one thread reads all positions every few milliseconds for all
 * who wait; while nobody does, nothing is read.
 */
public final class ViewPositions {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(4);

  /** For views that this process moves, in case another has taken them over. */
  private static final Duration SLOW_POLL_INTERVAL = Duration.ofMillis(100);

  private final JdbcClient jdbc;
  private final ViewMoves moves;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private Map<String, Long> polled = Map.of();
  private @Nullable RuntimeException fault;
  private int waiting;
  private int waitingForOthers;
  private boolean polling;

  /** Of views that other processes move. */
  public ViewPositions(DataSource dataSource) {
    this(dataSource, new ViewMoves());
  }

  /** Of views some of which this process moves. */
  public ViewPositions(DataSource dataSource, ViewMoves moves) {
    this.jdbc = JdbcClient.create(dataSource);
    this.moves = moves;
    moves.listen((_, _) -> wake());
  }

  /** True if every event up to that position is in the view. */
  public boolean covers(View view, long position) {
    return covers(List.of(view), position);
  }

  /** True if every event up to that position is in all of the views. */
  public boolean covers(Collection<View> views, long position) {
    return coveredHere(views, position) || covered(read(), views, position);
  }

  /**
   * Waits until every event up to a position is in all of the views.
   *
   * @return false if that takes longer than allowed
   */
  public boolean await(Collection<View> views, long position, Duration atMost)
      throws InterruptedException {
    boolean here = movedHere(views);
    if (here ? coveredHere(views, position) : covered(read(), views, position)) {
      return true;
    }
    long nanosLeft = atMost.toNanos();
    lock.lock();
    try {
      waiting++;
      waitingForOthers += here ? 0 : 1;
      try {
        while (!coveredHere(views, position) && !covered(polled, views, position)) {
          if (nanosLeft <= 0) {
            return false;
          }
          pollWhileSomebodyWaits();
          nanosLeft = moved.awaitNanos(nanosLeft);
          if (fault != null) {
            throw fault;
          }
        }
        return true;
      } finally {
        waiting--;
        waitingForOthers -= here ? 0 : 1;
      }
    } finally {
      lock.unlock();
    }
  }

  /** The position of the last event that is in the view; 0 before the first. */
  public long position(View view) {
    return read().getOrDefault(view.name(), 0L);
  }

  /** The position of the log's last event; 0 before the first. */
  public long head() {
    return jdbc.sql("SELECT coalesce(max(position), 0) FROM ledger.event")
        .query(Long.class)
        .single();
  }

  /** By how many positions each view is behind the log. */
  public Map<String, Long> lags(Set<View> views) {
    Map<String, Long> positions = read();
    long head = head();
    Map<String, Long> lags = new HashMap<>();
    for (View view : views) {
      lags.put(view.name(), Math.max(0, head - positions.getOrDefault(view.name(), 0L)));
    }
    return lags;
  }

  private Map<String, Long> read() {
    Map<String, Long> positions = new HashMap<>();
    jdbc.sql("SELECT view, position FROM views.position")
        .query(
            row -> {
              positions.put(row.getString(1), row.getLong(2));
            });
    return positions;
  }

  private void wake() {
    lock.lock();
    try {
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void pollWhileSomebodyWaits() {
    if (!polling) {
      polling = true;
      fault = null;
      Thread.ofVirtual().name("view-positions").start(this::poll);
    }
  }

  private void poll() {
    @Nullable RuntimeException failed = null;
    Map<String, Long> positions = Map.of();
    do {
      try {
        TimeUnit.NANOSECONDS.sleep(pollInterval().toNanos());
        positions = read();
      } catch (RuntimeException e) {
        // Whatever it is, those who wait must learn of it: they wait for this thread.
        failed = e;
      } catch (InterruptedException e) {
        failed = new IllegalStateException("Waiting for the views was interrupted.", e);
      }
    } while (somebodyWaits(positions, failed));
  }

  private Duration pollInterval() {
    lock.lock();
    try {
      return waitingForOthers > 0 ? POLL_INTERVAL : SLOW_POLL_INTERVAL;
    } finally {
      lock.unlock();
    }
  }

  private boolean somebodyWaits(Map<String, Long> positions, @Nullable RuntimeException failed) {
    lock.lock();
    try {
      fault = failed;
      polling = failed == null && waiting > 0;
      polled = polling ? positions : Map.of();
      moved.signalAll();
      return polling;
    } finally {
      lock.unlock();
    }
  }

  private boolean movedHere(Collection<View> views) {
    return views.stream().allMatch(view -> moves.position(view).isPresent());
  }

  private boolean coveredHere(Collection<View> views, long position) {
    return views.stream().allMatch(view -> moves.position(view).orElse(-1) >= position);
  }

  private static boolean covered(
      Map<String, Long> positions, Collection<View> views, long position) {
    return views.stream().allMatch(view -> positions.getOrDefault(view.name(), 0L) >= position);
  }
}
