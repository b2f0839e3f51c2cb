package io.griot.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollingTest {

  private static final Duration NEVER = Duration.ofDays(1);

  @Test
  void closing_waits_for_the_look_that_is_under_way_and_does_not_cut_it_short() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean finished = new AtomicBoolean();
    Poller poller =
        poller(
            NEVER,
            () -> {
              looking.countDown();
              goOn.await();
              finished.set(true);
              return false;
            });
    poller.start();
    looking.await();

    Thread closing = Thread.ofVirtual().start(poller::close);
    assertThat(closing.join(Duration.ofMillis(100))).isFalse();
    goOn.countDown();

    assertThat(closing.join(Duration.ofSeconds(5))).isTrue();
    assertThat(finished).isTrue();
  }

  @Test
  void closing_does_not_wait_for_the_next_look() throws Exception {
    CountDownLatch looked = new CountDownLatch(1);
    Poller poller =
        poller(
            NEVER,
            () -> {
              looked.countDown();
              return false;
            });
    poller.start();
    looked.await();

    assertThat(Thread.ofVirtual().start(poller::close).join(Duration.ofSeconds(4))).isTrue();
  }

  @Test
  void it_looks_again_at_once_while_there_is_more_and_after_a_fault() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch fourth = new CountDownLatch(1);
    try (Poller poller =
        poller(
            NEVER,
            () ->
                switch (looks.incrementAndGet()) {
                  case 1 -> true;
                  case 2 -> throw new SQLException("Away");
                  case 3 -> throw new IllegalStateException("Broken");
                  default -> {
                    fourth.countDown();
                    yield false;
                  }
                })) {
      poller.start();

      assertThat(fourth.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Poller poller(Duration interval, Poller.Look look) {
    return new Poller("poller", interval, "Cannot look.", look);
  }
}
