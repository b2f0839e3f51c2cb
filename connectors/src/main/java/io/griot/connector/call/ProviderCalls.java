package io.griot.connector.call;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.griot.connector.Finding;
import io.griot.connector.Outcome;
import io.griot.connector.call.CallFailed.Remedy;
import io.griot.connector.call.CircuitBreakers.Purpose;
import io.griot.core.utility.Provider;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utility;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls of one provider: within their limits, measured, payments once and never again.
 */
public final class ProviderCalls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProviderCalls.class);

  private static final int TRIES = 3;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
  private static final Duration SHORTEST_MEASURED = Duration.ofMillis(5);
  private static final Duration LONGEST_MEASURED = Duration.ofMinutes(1);

  /** What lets one utility's payments, or its questions, through. */
  private record Gate(Bulkhead bulkhead, CircuitBreaker breaker) {}

  private final Provider provider;
  private final String name;
  private final MeterRegistry meters;
  private final Connections connections;
  private final TimeLimiter time;
  private final Retry retry;
  private final Map<Utility, Gate> payments = new EnumMap<>(Utility.class);
  private final Map<Utility, Gate> questions = new EnumMap<>(Utility.class);
  private final @Nullable RateLimiter paymentRate;
  private final @Nullable RateLimiter questionRate;
  private final ExecutorService threads;

  /**
   * @param name of the provider, for a person
   */
  public ProviderCalls(
      Provider provider,
      String name,
      URI address,
      CallLimits limits,
      CircuitBreakers breakers,
      MeterRegistry meters) {
    this.provider = provider;
    this.name = name;
    this.meters = meters;
    int connections = 1;
    for (Utility utility : Utility.values()) {
      if (utility.provider() == provider) {
        payments.put(utility, gate(utility, Purpose.PAYMENTS, limits.concurrency(), breakers));
        questions.put(
            utility, gate(utility, Purpose.QUESTIONS, limits.concurrentQuestions(), breakers));
        connections += limits.concurrency() + limits.concurrentQuestions();
      }
    }
    // As many as may be called for at once, so that nobody waits for one.
    this.connections = new Connections(name, address, limits.timeout(), connections);
    this.time =
        TimeLimiter.of(
            TimeLimiterConfig.custom()
                .timeoutDuration(limits.timeout())
                .cancelRunningFuture(true)
                .build());
    this.retry =
        Retry.of(
            provider.text(),
            RetryConfig.custom()
                .maxAttempts(TRIES)
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(BETWEEN_TRIES))
                .retryOnException(
                    thrown -> thrown instanceof CallFailed failed && failed.isWorthAnother())
                .build());
    this.paymentRate = rate("payments", limits);
    this.questionRate = rate("questions", limits);
    this.threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name(provider.text() + "-call-", 0).factory());
  }

  private Gate gate(Utility utility, Purpose purpose, int most, CircuitBreakers breakers) {
    return new Gate(
        Bulkhead.of(
            utility + " " + purpose,
            BulkheadConfig.custom()
                .maxConcurrentCalls(most)
                .maxWaitDuration(Duration.ZERO)
                .build()),
        breakers.breaker(utility, purpose));
  }

  private @Nullable RateLimiter rate(String what, CallLimits limits) {
    return limits.callsPerSecond() == 0
        ? null
        : RateLimiter.of(
            provider.text() + " " + what,
            RateLimiterConfig.custom()
                .limitForPeriod(limits.callsPerSecond())
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .timeoutDuration(Duration.ZERO)
                .build());
  }

  /** The provider's name for a person. */
  public String name() {
    return name;
  }

  /**
   * Pays, once. {@code NotSent} is answered for nothing but a call of which no byte has left, or
   * one that was turned away; never throws.
   */
  public Outcome pay(Utility utility, Call<Outcome> call) {
    Timer.Sample sample = Timer.start(meters);
    Outcome outcome = payWithinLimits(utility, gate(payments, utility), call);
    sample.stop(
        timer(
            utility,
            "pay",
            switch (outcome) {
              case Outcome.Confirmed _ -> "confirmed";
              case Outcome.Rejected _ -> "rejected";
              case Outcome.NotSent _ -> "not_sent";
              case Outcome.Unknown _ -> "unknown";
            }));
    return outcome;
  }

  private Outcome payWithinLimits(Utility utility, Gate gate, Call<Outcome> call) {
    if (!gate.bulkhead().tryAcquirePermission()) {
      return new Outcome.NotSent(tooMany(utility));
    }
    try {
      if (isOverRate(paymentRate)) {
        return new Outcome.NotSent(tooFast());
      }
      if (!gate.breaker().tryAcquirePermission()) {
        return new Outcome.NotSent(spared(utility));
      }
      long began = gate.breaker().getCurrentTimestamp();
      Attempt attempt = attempt(call);
      long took = gate.breaker().getCurrentTimestamp() - began;
      TimeUnit unit = gate.breaker().getTimestampUnit();
      if (attempt.spare()) {
        gate.breaker().releasePermission();
      } else {
        switch (attempt.outcome()) {
          case Outcome.Confirmed _, Outcome.Rejected _ -> gate.breaker().onSuccess(took, unit);
          case Outcome.NotSent _, Outcome.Unknown _ ->
              gate.breaker().onError(took, unit, counted());
        }
      }
      return attempt.outcome();
    } finally {
      gate.bulkhead().onComplete();
    }
  }

  /**
   * @param spare whether it says nothing of the provider's health
   */
  private record Attempt(Outcome outcome, boolean spare) {}

  private Attempt attempt(Call<Outcome> call) {
    Sending sending = new Sending(time.getTimeLimiterConfig().getTimeoutDuration());
    try {
      return new Attempt(limited(() -> call.make(exchange(sending))), false);
    } catch (CallFailed failed) {
      return new Attempt(ended(sending, failed.reason()), !failed.isBreakdown());
    } catch (TimeoutException late) {
      return new Attempt(
          sending.giveUp()
              ? new Outcome.NotSent(name + " could not be reached in time.")
              : new Outcome.Unknown(tooLate()),
          false);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Attempt(ended(sending, "The call of " + name + " was cut short."), true);
    } catch (Exception | Error fault) {
      // Its message may hold what was sent.
      LOG.error("A payment at {} met a {}", name, fault.getClass().getName());
      return new Attempt(ended(sending, "The call of " + name + " failed."), false);
    }
  }

  private static Outcome ended(Sending sending, String reason) {
    return sending.giveUp() ? new Outcome.NotSent(reason) : new Outcome.Unknown(reason);
  }

  /**
   * Asks something that changes nothing there, again if no answer comes.
   *
   * @throws ProviderUnavailable if none comes in time
   */
  public <T> T inquire(Utility utility, Call<T> call) {
    Timer.Sample sample = Timer.start(meters);
    try {
      T answered = ask(utility, call);
      sample.stop(timer(utility, "inquire", "answered"));
      return answered;
    } catch (CallFailed failed) {
      sample.stop(timer(utility, "inquire", "unavailable"));
      throw new ProviderUnavailable(utility, failed.reason());
    }
  }

  /** Asks what became of a payment, again if no answer comes; never throws. */
  public Finding find(Utility utility, Call<Finding> call) {
    Timer.Sample sample = Timer.start(meters);
    Finding finding;
    try {
      finding = ask(utility, call);
    } catch (CallFailed failed) {
      finding = new Finding.NoAnswer(failed.reason());
    }
    sample.stop(
        timer(
            utility,
            "find",
            switch (finding) {
              case Finding.Paid _ -> "paid";
              case Finding.Unpaid _ -> "unpaid";
              case Finding.NoAnswer _ -> "no_answer";
              case Finding.Unclear _ -> "unclear";
              case Finding.CannotBeAsked _ -> "cannot_be_asked";
            }));
    return finding;
  }

  private <T> T ask(Utility utility, Call<T> call) throws CallFailed {
    Gate gate = gate(questions, utility);
    if (!gate.bulkhead().tryAcquirePermission()) {
      throw new CallFailed(tooMany(utility), Remedy.WAIT);
    }
    try {
      return inTime(() -> retry.executeCallable(() -> askOnce(utility, gate.breaker(), call)));
    } finally {
      gate.bulkhead().onComplete();
    }
  }

  private <T> T askOnce(Utility utility, CircuitBreaker breaker, Call<T> call) throws CallFailed {
    if (isOverRate(questionRate)) {
      throw new CallFailed(tooFast(), Remedy.WAIT);
    }
    if (!breaker.tryAcquirePermission()) {
      throw new CallFailed(spared(utility), Remedy.WAIT);
    }
    long began = breaker.getCurrentTimestamp();
    boolean answered = false;
    boolean brokenDown = true;
    try {
      T answer = call.make(exchange(new Sending()));
      answered = true;
      return answer;
    } catch (CallFailed failed) {
      brokenDown = failed.isBreakdown();
      throw failed;
    } finally {
      long took = breaker.getCurrentTimestamp() - began;
      if (answered) {
        breaker.onSuccess(took, breaker.getTimestampUnit());
      } else if (brokenDown) {
        breaker.onError(took, breaker.getTimestampUnit(), counted());
      } else {
        breaker.releasePermission();
      }
    }
  }

  // The breaker only counts failures; what they were is said elsewhere.
  private static CallFailed counted() {
    return new CallFailed("failed");
  }

  /**
   * Asks for what a call of whatever utility needs first, such as a token, again if no answer
   * comes.
   *
   * @throws CallFailed if none comes in time
   */
  public <T> T prepare(Call<T> call) throws CallFailed {
    return inTime(() -> retry.executeCallable(() -> call.make(exchange(new Sending()))));
  }

  private <T> T inTime(Callable<T> call) throws CallFailed {
    try {
      return limited(call);
    } catch (CallFailed failed) {
      throw failed;
    } catch (TimeoutException late) {
      throw new CallFailed(tooLate());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CallFailed("The call of " + name + " was cut short.");
    } catch (Exception | Error fault) {
      LOG.error("A question to {} met a {}", name, fault.getClass().getName());
      throw new CallFailed("The call of " + name + " failed.");
    }
  }

  /** On a thread of its own, which is interrupted, and its connection closed, when time is up. */
  private <T> T limited(Callable<T> call) throws Exception {
    Future<T> future = threads.submit(call);
    try {
      return time.executeFutureSupplier(() -> future);
    } finally {
      future.cancel(true);
    }
  }

  private Exchange exchange(Sending sending) {
    return new Exchange() {
      @Override
      public Answer send(Request request) throws CallFailed {
        return connections.send(request, sending);
      }

      @Override
      public void turnedAway() {
        sending.turnedAway();
      }
    };
  }

  private static boolean isOverRate(@Nullable RateLimiter rate) {
    return rate != null && !rate.acquirePermission();
  }

  private Gate gate(Map<Utility, Gate> gates, Utility utility) {
    Gate gate = gates.get(utility);
    if (gate == null) {
      throw new IllegalArgumentException(name + " does not serve " + utility);
    }
    return gate;
  }

  private String tooMany(Utility utility) {
    return "Too many calls of %s for %s are under way.".formatted(name, utility);
  }

  private String tooFast() {
    return "%s takes no more calls in this second.".formatted(name);
  }

  private String spared(Utility utility) {
    return "%s has not answered for %s for a while and is not called.".formatted(name, utility);
  }

  private String tooLate() {
    return name + " did not answer in time.";
  }

  private Timer timer(Utility utility, String operation, String outcome) {
    return Timer.builder("griot.provider.calls")
        .description("Calls of a provider, from being asked for to what came of them")
        .tag("provider", provider.text())
        .tag("utility", utility.name())
        .tag("operation", operation)
        .tag("outcome", outcome)
        .publishPercentileHistogram()
        .minimumExpectedValue(SHORTEST_MEASURED)
        .maximumExpectedValue(LONGEST_MEASURED)
        .register(meters);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    connections.close();
  }
}
