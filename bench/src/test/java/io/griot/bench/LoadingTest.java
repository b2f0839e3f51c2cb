package io.griot.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class LoadingTest {

  private static final Duration NO_WARM_UP = Duration.ZERO;

  @Test
  void each_client_waits_for_its_answer_before_it_calls_again() throws InterruptedException {
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    Load.Figures figures =
        Load.run(
            4,
            1,
            NO_WARM_UP,
            Duration.ofMillis(500),
            (_, _) -> {
              most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
              Thread.sleep(10);
              inFlight.decrementAndGet();
            });

    assertThat(most).hasValue(4);
    assertThat(figures.transfersPerSecond()).isBetween(20.0, 400.0);
    assertThat(figures.p50Milliseconds()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void a_call_counts_by_the_part_that_lies_inside_and_by_its_transfers()
      throws InterruptedException {
    // One call of a second, of which 300 ms are measured: 300 of its 1,000 transfers in 300 ms.
    Load.Figures figures =
        Load.run(
            1,
            1_000,
            Duration.ofMillis(100),
            Duration.ofMillis(300),
            (_, _) -> Thread.sleep(1_000));

    assertThat(figures.transfersPerSecond()).isBetween(500.0, 1_000.0);
  }

  @Test
  void so_many_calls_are_made_as_were_asked_for() throws InterruptedException {
    AtomicLong calls = new AtomicLong();

    Load.times(7, 100, (_, _) -> calls.incrementAndGet());

    assertThat(calls).hasValue(100);
  }

  @Test
  void a_call_that_fails_fails_the_load() {
    assertThatThrownBy(
            () ->
                Load.run(
                    2,
                    1,
                    NO_WARM_UP,
                    Duration.ofSeconds(30),
                    (_, _) -> {
                      throw new IllegalArgumentException("broken");
                    }))
        .hasRootCauseMessage("broken");
    assertThatThrownBy(
            () ->
                SteadyLoad.run(
                    1_000,
                    NO_WARM_UP,
                    Duration.ofSeconds(30),
                    (_, _) -> {
                      throw new IllegalArgumentException("broken");
                    }))
        .hasRootCauseMessage("broken");
  }

  @Test
  void a_steady_load_calls_at_its_rate_however_long_the_answers_take() throws InterruptedException {
    AtomicLong calls = new AtomicLong();

    SteadyLoad.Figures figures =
        SteadyLoad.run(
            200,
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            (_, _) -> {
              calls.incrementAndGet();
              Thread.sleep(100);
            });

    assertThat(calls).hasValue(300);
    // The last ones are answered 100 ms after the last second, or later.
    assertThat(figures.answeredPerSecond()).isBetween(20.0, 200.0);
    assertThat(figures.p50Milliseconds()).isGreaterThanOrEqualTo(100);
  }

  /** A client that waited for the slow answer would have seen one slow call among hundreds. */
  @Test
  void a_steady_load_times_each_call_from_when_it_was_to_be_sent() throws InterruptedException {
    Lock oneAtATime = new ReentrantLock();
    AtomicLong calls = new AtomicLong();

    SteadyLoad.Figures figures =
        SteadyLoad.run(
            500,
            NO_WARM_UP,
            Duration.ofSeconds(1),
            (_, _) -> {
              oneAtATime.lock();
              try {
                if (calls.incrementAndGet() == 100) {
                  Thread.sleep(400);
                }
              } finally {
                oneAtATime.unlock();
              }
            });

    assertThat(calls).hasValue(500);
    // 200 of the 500 calls fell into the pause: the 99th percentile waited nearly all of it.
    assertThat(figures.p99Milliseconds()).isGreaterThan(350);
    assertThat(figures.longestMilliseconds()).isGreaterThan(390);
  }

  /** Sending late must not hide that it was late. */
  @Test
  void a_steady_load_counts_what_its_own_sender_lost() throws InterruptedException {
    // Far more than one thread can send in 20 ms: nearly all go out late, though none takes long.
    SteadyLoad.Figures figures =
        SteadyLoad.run(10_000_000, NO_WARM_UP, Duration.ofMillis(20), (_, _) -> {});

    assertThat(figures.p50Milliseconds()).isGreaterThan(5);
    assertThat(figures.answeredPerSecond()).isLessThan(10_000_000);
  }
}
