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
 * How far the views have come, as the database says: it does not matter which process moves them.
 *
 * <p>While somebody waits, one thread reads all positions every few milliseconds for all who wait;
 * while nobody does, nothing is read.
 */
public final class ViewPositions {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(4);

  private final JdbcClient jdbc;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition polled = lock.newCondition();
  private Map<String, Long> known = Map.of();
  private @Nullable RuntimeException fault;
  private int waiting;
  private boolean polling;

  public ViewPositions(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** True if every event up to that position is in the view. */
  public boolean covers(View view, long position) {
    return covers(List.of(view), position);
  }

  /** True if every event up to that position is in all of the views. */
  public boolean covers(Collection<View> views, long position) {
    return covered(remembered(), views, position) || covered(read(), views, position);
  }

  /**
   * Waits until every event up to a position is in all of the views.
   *
   * @return false if that takes longer than allowed
   */
  public boolean await(Collection<View> views, long position, Duration atMost)
      throws InterruptedException {
    if (covers(views, position)) {
      return true;
    }
    long nanosLeft = atMost.toNanos();
    lock.lock();
    try {
      waiting++;
      try {
        while (!covered(known, views, position)) {
          if (nanosLeft <= 0) {
            return false;
          }
          pollWhileSomebodyWaits();
          nanosLeft = polled.awaitNanos(nanosLeft);
          if (fault != null) {
            throw fault;
          }
        }
        return true;
      } finally {
        waiting--;
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

  private Map<String, Long> remembered() {
    lock.lock();
    try {
      return known;
    } finally {
      lock.unlock();
    }
  }

  private Map<String, Long> read() {
    Map<String, Long> positions = new HashMap<>();
    jdbc.sql("SELECT view, position FROM views.position")
        .query(
            row -> {
              positions.put(row.getString(1), row.getLong(2));
            });
    lock.lock();
    try {
      known = positions;
    } finally {
      lock.unlock();
    }
    return positions;
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
    do {
      try {
        TimeUnit.NANOSECONDS.sleep(POLL_INTERVAL.toNanos());
        read();
      } catch (RuntimeException e) {
        // Whatever it is, those who wait must learn of it: they wait for this thread.
        failed = e;
      } catch (InterruptedException e) {
        failed = new IllegalStateException("Waiting for the views was interrupted.", e);
      }
    } while (somebodyWaits(failed));
  }

  private boolean somebodyWaits(@Nullable RuntimeException failed) {
    lock.lock();
    try {
      fault = failed;
      polling = failed == null && waiting > 0;
      polled.signalAll();
      return polling;
    } finally {
      lock.unlock();
    }
  }

  private static boolean covered(
      Map<String, Long> positions, Collection<View> views, long position) {
    return views.stream().allMatch(view -> positions.getOrDefault(view.name(), 0L) >= position);
  }
}
