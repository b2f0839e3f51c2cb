package io.griot.connector.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.connector.Credential;
import io.griot.connector.Outcome;
import io.griot.connector.ScriptedProvider;
import io.griot.core.bill.Confirmation;
import io.griot.core.utility.Provider;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utility;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitingCallsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CircuitBreakers breakers = new CircuitBreakers(Clock.systemUTC(), meters);
  private final ScriptedProvider provider =
      new ScriptedProvider().always(ScriptedProvider.json(200, "{}"));
  private final List<ProviderCalls> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(ProviderCalls::close);
    breakers.close();
    provider.close();
  }

  private ProviderCalls calls(Duration timeout, int concurrency, int callsPerSecond) {
    var calls =
        new ProviderCalls(
            Provider.WIZALL,
            "Wizall",
            provider.address(),
            new CallLimits(timeout, concurrency, callsPerSecond),
            breakers,
            meters);
    opened.add(calls);
    return calls;
  }

  private static Outcome confirmed() {
    return new Outcome.Confirmed(new Confirmation("1", Map.of()));
  }

  private static Request payment() {
    return Request.post("/pay/", "Authorization", new Credential("x"), Map.of("amount", "1"));
  }

  @Test
  void as_many_payments_as_agreed_are_under_way_and_questions_beside_them() throws Exception {
    ProviderCalls calls = calls(Duration.ofSeconds(20), 4, 0);
    var begun = new CountDownLatch(4);
    var end = new CountDownLatch(1);
    List<Future<Outcome>> outcomes = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int each = 0; each < 4; each++) {
        outcomes.add(
            threads.submit(
                () ->
                    calls.pay(
                        Utility.SENELEC,
                        _ -> {
                          begun.countDown();
                          try {
                            end.await();
                          } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                          }
                          return confirmed();
                        })));
      }
      begun.await();

      assertThat(calls.pay(Utility.SENELEC, _ -> confirmed()))
          .isEqualTo(new Outcome.NotSent("Too many calls of Wizall for SENELEC are under way."));
      assertThat(calls.pay(Utility.SDE, _ -> confirmed())).isEqualTo(confirmed());
      assertThat(calls.<Integer>inquire(Utility.SENELEC, _ -> 7)).isEqualTo(7);
      end.countDown();
    }
    for (Future<Outcome> outcome : outcomes) {
      assertThat(outcome.get()).isEqualTo(confirmed());
    }
    assertThat(calls.pay(Utility.SENELEC, _ -> confirmed())).isEqualTo(confirmed());
  }

  @Test
  void questions_have_a_quarter_of_the_places() {
    ProviderCalls calls = calls(Duration.ofSeconds(20), 4, 0);

    assertThatThrownBy(
            () ->
                calls.inquire(
                    Utility.SENELEC, _ -> calls.<Integer>inquire(Utility.SENELEC, _ -> 1)))
        .isInstanceOf(ProviderUnavailable.class);
    assertThat(calls.<Integer>inquire(Utility.SENELEC, _ -> 1)).isEqualTo(1);
  }

  @Test
  void payments_beyond_the_agreed_rate_are_not_sent_and_questions_have_their_own() {
    ProviderCalls calls = calls(Duration.ofSeconds(5), 8, 1);
    List<Outcome> outcomes = new ArrayList<>();
    for (int each = 0; each < 5; each++) {
      outcomes.add(calls.pay(Utility.SENELEC, _ -> confirmed()));
    }

    assertThat(outcomes)
        .contains(confirmed())
        .contains(new Outcome.NotSent("Wizall takes no more calls in this second."));
    assertThat(calls.<Integer>inquire(Utility.SENELEC, _ -> 7)).isEqualTo(7);
  }

  @Test
  void a_payment_given_up_before_its_first_byte_never_leaves() throws Exception {
    ProviderCalls calls = calls(Duration.ofMillis(300), 8, 0);
    var tried = new CountDownLatch(1);

    Outcome outcome =
        calls.pay(
            Utility.SENELEC,
            exchange -> {
              long until = System.nanoTime() + Duration.ofMillis(800).toNanos();
              while (System.nanoTime() < until) {
                // Deaf to the interruption, as a name server's answer is.
                Thread.onSpinWait();
              }
              var _ = Thread.interrupted();
              try {
                exchange.send(payment());
              } finally {
                tried.countDown();
              }
              return confirmed();
            });

    assertThat(outcome).isEqualTo(new Outcome.NotSent("Wizall could not be reached in time."));
    tried.await();
    Thread.sleep(200);
    assertThat(provider.received()).isEmpty();
  }

  @Test
  void a_payment_given_up_after_its_first_byte_is_unknown() {
    ProviderCalls warm = calls(Duration.ofSeconds(20), 8, 0);
    warm.pay(Utility.SENELEC, exchange -> sent(exchange));
    ProviderCalls calls = calls(Duration.ofSeconds(1), 8, 0);
    provider.then(ScriptedProvider.after(5000, ScriptedProvider.json(200, "{}")));

    assertThat(calls.pay(Utility.SENELEC, exchange -> sent(exchange)))
        .isEqualTo(new Outcome.Unknown("Wizall did not answer in time."));
  }

  private static Outcome sent(Exchange exchange) throws CallFailed {
    exchange.send(payment());
    return confirmed();
  }

  @Test
  void two_hundred_payments_wait_for_a_slow_provider_at_once() throws Exception {
    ProviderCalls calls = calls(Duration.ofSeconds(30), 256, 0);
    provider.always(ScriptedProvider.after(2000, ScriptedProvider.json(200, "{}")));
    List<Future<Outcome>> outcomes = new ArrayList<>();
    long began = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int each = 0; each < 200; each++) {
        outcomes.add(threads.submit(() -> calls.pay(Utility.SENELEC, exchange -> sent(exchange))));
      }
    }
    for (Future<Outcome> outcome : outcomes) {
      assertThat(outcome.get()).isEqualTo(confirmed());
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    assertThat(provider.received()).hasSize(200);
  }
}
