package io.griot.core.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets idempotency keys that are older than anybody repeats a request. */
final class KeyRetention {

  private static final Logger LOG = LoggerFactory.getLogger(KeyRetention.class);
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final int KEYS_AT_ONCE = 10_000;

  private final JdbcClient jdbc;
  private final Writer writer;
  private final Duration retention;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("key-retention").factory());

  KeyRetention(JdbcClient jdbc, Writer writer, Duration retention) {
    this.jdbc = jdbc;
    this.writer = writer;
    this.retention = retention;
  }

  void start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::runOnWriter, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() {
    timer.shutdownNow();
  }

  /** Deletes in steps, so that no lock is held for long. */
  int deleteOld() {
    int deleted = 0;
    int step;
    do {
      step =
          jdbc.sql(
                  """
                  DELETE FROM ledger.idempotency_key WHERE ctid = ANY (ARRAY(
                      SELECT ctid FROM ledger.idempotency_key
                       WHERE recorded_at < now() - make_interval(secs => ?) LIMIT ?))\
                  """)
              .param(retention.toSeconds())
              .param(KEYS_AT_ONCE)
              .update();
      deleted += step;
    } while (step == KEYS_AT_ONCE);
    return deleted;
  }

  private void runOnWriter() {
    try {
      if (writer.term() != null) {
        int deleted = deleteOld();
        LOG.debug("{} idempotency keys were older than {}", deleted, retention);
      }
    } catch (RuntimeException e) {
      LOG.warn("Old idempotency keys could not be deleted; trying again in an hour", e);
    }
  }
}
