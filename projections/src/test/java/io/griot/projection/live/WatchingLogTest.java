package io.griot.projection.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.engine.LedgerOnPostgres;
import io.griot.testdatabase.TestDatabase;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchingLogTest {

  private static final Duration NEVER = Duration.ofMinutes(10);

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private TestDatabase database;
  private @Nullable LogWatch watch;

  @BeforeEach
  void make_log() {
    database = TestDatabase.create();
    LedgerOnPostgres.migrate(database);
  }

  @AfterEach
  void stop() {
    database.execute("NOTIFY griot_log, '1'");
    if (watch != null) {
      watch.stop();
    }
  }

  @Test
  void learns_of_a_commit_by_its_notification() throws InterruptedException {
    start(NEVER);
    assertThat(next()).isEqualTo("reached 0");

    database.execute("NOTIFY griot_log, '17'");
    assertThat(next()).isEqualTo("reached 17");
    database.execute("NOTIFY griot_log, '18'; NOTIFY griot_log, '21'");
    assertThat(next()).isEqualTo("reached 21");
  }

  @Test
  void looks_for_itself_when_it_is_not_notified() throws InterruptedException {
    start(Duration.ofMillis(20));
    assertThat(next()).isEqualTo("reached 0");

    append(1);
    assertThat(lastOf("reached 0")).isEqualTo("reached 1");
  }

  @Test
  void looks_for_itself_when_a_notification_says_nothing() throws InterruptedException {
    start(NEVER);
    assertThat(next()).isEqualTo("reached 0");
    append(1);

    database.execute("NOTIFY griot_log, 'news'");
    assertThat(next()).isEqualTo("reached 1");
  }

  @Test
  void listens_again_when_its_connection_is_lost() throws InterruptedException {
    start(NEVER);
    assertThat(next()).isEqualTo("reached 0");
    append(1);

    database.execute(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND query NOT LIKE '%terminate%'\
        """);
    assertThat(next()).isEqualTo("lost");
    assertThat(next()).isEqualTo("found");
    assertThat(next()).isEqualTo("reached 1");
    database.execute("NOTIFY griot_log, '17'");
    assertThat(next()).isEqualTo("reached 17");
  }

  private void start(Duration lookInterval) {
    LogWatch started =
        new LogWatch(
            database.dataSource(),
            lookInterval,
            new LogWatch.Listener() {
              @Override
              public void reached(long position) {
                told.add("reached " + position);
              }

              @Override
              public void lost() {
                told.add("lost");
              }

              @Override
              public void found() {
                told.add("found");
              }
            });
    started.start();
    watch = started;
  }

  private String next() throws InterruptedException {
    return String.valueOf(told.poll(20, TimeUnit.SECONDS));
  }

  private String lastOf(String passedOver) throws InterruptedException {
    String next = next();
    while (next.equals(passedOver)) {
      next = next();
    }
    return next;
  }

  private void append(long position) {
    database.execute(
        """
        INSERT INTO ledger.event (position, sequence, recorded_at, event_id, stream, type,
                                  revision, payload, metadata)
        VALUES (%d, 0, now(), gen_random_uuid(), 'wallet:x', 'x', '1', '', '')\
        """
            .formatted(position));
  }
}
