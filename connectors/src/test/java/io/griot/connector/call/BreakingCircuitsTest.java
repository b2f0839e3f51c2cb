package io.griot.connector.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.griot.connector.Breakers.Reading;
import io.griot.connector.Breakers.State;
import io.griot.connector.Finding;
import io.griot.connector.Outcome;
import io.griot.connector.call.CallFailed.Remedy;
import io.griot.core.bill.Confirmation;
import io.griot.core.utility.Provider;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utility;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether calls are made at all; what they would send does not matter here. */
class BreakingCircuitsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration OPEN = Duration.ofMillis(300);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CircuitBreakers breakers =
      new CircuitBreakers(Clock.fixed(NOW, ZoneOffset.UTC), meters, OPEN);
  private final ProviderCalls calls =
      new ProviderCalls(
          Provider.WIZALL,
          "Wizall",
          URI.create("http://nowhere.invalid"),
          new CallLimits(Duration.ofSeconds(5), 8, 0),
          breakers,
          meters);
  private final AtomicInteger made = new AtomicInteger();

  @AfterEach
  void close() {
    calls.close();
    breakers.close();
  }

  private Outcome confirmed(Exchange exchange) {
    made.incrementAndGet();
    return new Outcome.Confirmed(new Confirmation("1", Map.of()));
  }

  private Outcome rejected(Exchange exchange) {
    made.incrementAndGet();
    return new Outcome.Rejected("no");
  }

  private Outcome unknown(Exchange exchange) {
    made.incrementAndGet();
    return new Outcome.Unknown("?");
  }

  private Outcome unreached(Exchange exchange) throws CallFailed {
    made.incrementAndGet();
    throw new CallFailed("gone");
  }

  private Outcome turnedAway(Exchange exchange) throws CallFailed {
    made.incrementAndGet();
    throw new CallFailed("too many", Remedy.WAIT);
  }

  private Outcome faulty(Exchange exchange) {
    made.incrementAndGet();
    throw new IllegalStateException("a fault of ours");
  }

  private void pay(int times, Call<Outcome> call) {
    for (int each = 0; each < times; each++) {
      calls.pay(Utility.SENELEC, call);
    }
  }

  private State state(Utility utility) {
    return breakers.reading(utility).state();
  }

  @Test
  void it_opens_when_half_of_ten_payments_are_lost_and_not_before() {
    pay(5, this::confirmed);
    pay(4, this::unknown);
    assertThat(state(Utility.SENELEC)).isEqualTo(State.CLOSED);

    pay(1, this::unknown);
    assertThat(breakers.reading(Utility.SENELEC))
        .isEqualTo(new Reading(Utility.SENELEC, State.OPEN, NOW.plus(OPEN)));
  }

  @Test
  void while_it_is_open_nothing_is_sent() {
    pay(10, this::unreached);
    made.set(0);

    assertThat(calls.pay(Utility.SENELEC, this::confirmed))
        .isEqualTo(
            new Outcome.NotSent(
                "Wizall has not answered for SENELEC for a while and is not called."));
    assertThat(made).hasValue(0);
  }

  @Test
  void one_utility_fails_without_the_others() {
    pay(10, this::unreached);

    assertThat(state(Utility.SDE)).isEqualTo(State.CLOSED);
    assertThat(calls.pay(Utility.SDE, this::confirmed)).isInstanceOf(Outcome.Confirmed.class);
    assertThat(breakers.readings())
        .extracting(Reading::utility, Reading::state)
        .containsExactly(
            tuple(Utility.SENELEC, State.OPEN),
            tuple(Utility.SDE, State.CLOSED),
            tuple(Utility.WOYOFAL, State.CLOSED),
            tuple(Utility.AIRTIME, State.CLOSED));
  }

  @Test
  void a_provider_that_says_no_or_asks_for_a_pause_is_well() {
    pay(30, this::rejected);
    pay(30, this::turnedAway);
    assertThat(state(Utility.SENELEC)).isEqualTo(State.CLOSED);
    assertThat(calls.pay(Utility.SENELEC, this::turnedAway))
        .isEqualTo(new Outcome.NotSent("too many"));
  }

  @Test
  void a_fault_of_ours_before_anything_left_is_a_payment_not_sent() {
    assertThat(calls.pay(Utility.SENELEC, this::faulty))
        .isEqualTo(new Outcome.NotSent("The call of Wizall failed."));
  }

  @Test
  void while_payments_are_lost_their_outcomes_can_still_be_asked_for() {
    pay(10, this::unknown);

    assertThat(calls.find(Utility.SENELEC, _ -> new Finding.Unpaid("no")))
        .isEqualTo(new Finding.Unpaid("no"));
  }

  @Test
  void questions_without_answers_say_that_no_payment_should_be_begun() {
    for (int each = 0; each < 4; each++) {
      assertThatThrownBy(() -> calls.inquire(Utility.SENELEC, this::unreached))
          .isInstanceOf(ProviderUnavailable.class)
          .hasMessage(
              each < 3
                  ? "gone"
                  : "Wizall has not answered for SENELEC for a while and is not called.");
    }
    assertThat(state(Utility.SENELEC)).isEqualTo(State.OPEN);
  }

  @Test
  void after_a_while_a_few_are_tried_and_their_answers_close_it() throws Exception {
    var told = new LinkedBlockingQueue<State>();
    breakers.onChange(
        _ -> {
          throw new IllegalStateException("a listener that fails");
        });
    breakers.onChange(reading -> told.add(reading.state()));
    pay(10, this::unreached);
    assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo(State.OPEN);

    assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo(State.HALF_OPEN);
    assertThat(breakers.reading(Utility.SENELEC))
        .isEqualTo(new Reading(Utility.SENELEC, State.HALF_OPEN, null));
    assertThat(gauge()).isEqualTo(1);

    pay(3, this::confirmed);
    assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo(State.CLOSED);
    assertThat(gauge()).isZero();
  }

  private double gauge() {
    return meters
        .get("griot.provider.breaker")
        .tag("provider", "wizall")
        .tag("utility", "SENELEC")
        .gauge()
        .value();
  }

  @Test
  void the_gauge_shows_that_it_is_open() {
    pay(10, this::unreached);
    assertThat(gauge()).isEqualTo(2);
  }

  @Test
  void every_call_is_measured_by_what_came_of_it() {
    pay(2, this::confirmed);
    pay(1, this::rejected);
    calls.find(Utility.SENELEC, _ -> new Finding.Unclear("?"));

    assertThat(timed("pay", "confirmed")).isEqualTo(2);
    assertThat(timed("pay", "rejected")).isEqualTo(1);
    assertThat(timed("find", "unclear")).isEqualTo(1);
  }

  private long timed(String operation, String outcome) {
    return meters
        .get("griot.provider.calls")
        .tag("provider", "wizall")
        .tag("utility", "SENELEC")
        .tag("operation", operation)
        .tag("outcome", outcome)
        .timer()
        .count();
  }
}
