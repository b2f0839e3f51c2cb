package io.griot.core.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who writes the log: the node whose name stands in the head row, as long as it renews that.
 *
 * <p>Every taking makes a new epoch, also by the node that had the last one: what an older epoch
 * still sends is refused under the head's lock, so a take-over waits for a commit that is under way
 * and never overlaps with one.
 */
final class WriterLease {

  private static final Logger LOG = LoggerFactory.getLogger(WriterLease.class);
  private static final int RENEWALS_PER_LEASE = 3;
  private static final Duration FAULT_PAUSE = Duration.ofMillis(200);

  private final JdbcClient jdbc;
  private final Writer writer;
  private final FrozenCommit frozenCommit;
  private final String node;
  private final Duration lease;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Thread thread;
  private Duration pause = FAULT_PAUSE;
  private boolean lost;
  private boolean hasWritten;
  private boolean stopped;

  /**
   * @param node this process, unlike any other
   * @param lease how long the writer may be silent before another takes its place
   */
  WriterLease(
      DataSource dataSource,
      Writer writer,
      FrozenCommit frozenCommit,
      String node,
      Duration lease) {
    JdbcTemplate template = new JdbcTemplate(dataSource);
    // Whoever waits longer for the lock on the head looks again for what holds it.
    template.setQueryTimeout((int) lease.plusMillis(999).toSeconds());
    this.jdbc = JdbcClient.create(template);
    this.writer = writer;
    this.frozenCommit = frozenCommit;
    this.node = node;
    this.lease = lease;
  }

  /** Tries to become the writer, from now on; returns when it is, or when another one lives. */
  void start() throws InterruptedException {
    writer.onLost(this::wake);
    thread = Thread.ofPlatform().daemon().name("writer-lease").start(this::keepTrying);
    long patience = lease.multipliedBy(3).dividedBy(2).toNanos();
    lock.lock();
    try {
      while (writer.term() == null && patience > 0) {
        patience = changed.awaitNanos(patience);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets another node write at once. The writer must have stopped. */
  void stop() throws InterruptedException {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (thread != null) {
      thread.join(lease);
    }
    Term last = writer.term();
    if (last == null) {
      return;
    }
    last.end();
    try {
      jdbc.sql("UPDATE ledger.head SET writer = NULL, renewed_at = 'epoch' WHERE epoch = ?")
          .param(last.epoch())
          .update();
    } catch (RuntimeException e) {
      LOG.info("The writer's lease could not be given up; it ends by itself", e);
    }
  }

  private void wake() {
    lock.lock();
    try {
      lost = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void keepTrying() {
    boolean said = false;
    do {
      try {
        Term current = writer.term();
        if (current == null) {
          said = tryTaking(said);
        } else if (!renew(current)) {
          LOG.warn("Another node has taken the place of this writer, epoch {}", current.epoch());
          writer.lose(current);
        }
        pause = lease.dividedBy(RENEWALS_PER_LEASE);
      } catch (RuntimeException e) {
        LOG.warn("The writer's lease cannot be looked at: {}", e.toString());
        pause = FAULT_PAUSE;
      }
    } while (waitForNextLook());
  }

  /** A loss of the lease ends the wait. */
  private boolean waitForNextLook() {
    lock.lock();
    try {
      changed.signalAll();
      long left = pause.toNanos();
      while (!stopped && !lost && left > 0) {
        left = changed.awaitNanos(left);
      }
      lost = false;
      return !stopped;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean tryTaking(boolean saidThatItStandsBy) {
    endFrozenCommit();
    Optional<Term> taken = take();
    if (taken.isPresent()) {
      writer.begin(taken.get());
      // That the only node writes from its start is no news.
      LOG.atLevel(saidThatItStandsBy || hasWritten ? Level.INFO : Level.DEBUG)
          .log("This node writes, in epoch {}", taken.get().epoch());
      hasWritten = true;
      return false;
    }
    if (!saidThatItStandsBy) {
      LOG.info("Another node writes; this one stands by");
    }
    return true;
  }

  private void endFrozenCommit() {
    try {
      frozenCommit.end();
    } catch (SQLException e) {
      LOG.warn("Whether the writer froze in a commit cannot be looked at: {}", e.toString());
    }
  }

  private Optional<Term> take() {
    return jdbc.sql(
            """
            UPDATE ledger.head
               SET epoch = epoch + 1, writer = :node, renewed_at = clock_timestamp()
             WHERE writer IS NULL OR writer = :node
                OR renewed_at < clock_timestamp() - make_interval(secs => :lease)
            RETURNING epoch, position, hash, recorded_at\
            """)
        .param("node", node)
        .param("lease", lease.toMillis() / 1e3)
        .query(
            (row, _) -> {
              Instant recordedAt = row.getObject(4, OffsetDateTime.class).toInstant();
              return new Term(
                  row.getLong(1), new Head(row.getLong(2), row.getBytes(3), recordedAt));
            })
        .optional();
  }

  private boolean renew(Term current) {
    return jdbc.sql("UPDATE ledger.head SET renewed_at = clock_timestamp() WHERE epoch = ?")
            .param(current.epoch())
            .update()
        == 1;
  }
}
