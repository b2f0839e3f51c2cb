package io.griot.connector.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.griot.connector.Breakers;
import io.griot.core.utility.Utility;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two circuit breakers a utility, one of payments and one of questions: answered questions must not
 * hide that every payment is lost, and while none is sent, the outcomes of those that were lost can
 * still be asked for.
 */
public final class CircuitBreakers implements Breakers, AutoCloseable {

  /** How long nobody is called once a breaker has opened. */
  public static final Duration OPEN = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(CircuitBreakers.class);

  private static final int WINDOW = 20;
  private static final int FEWEST_CALLS = 10;
  private static final float HALF = 50;
  private static final int TRIALS = 3;

  /** What a breaker lets through. */
  enum Purpose {
    PAYMENTS,
    QUESTIONS
  }

  private record Key(Utility utility, Purpose purpose) {}

  private final Clock clock;
  private final MeterRegistry meters;
  private final Duration open;
  private final CircuitBreakerConfig config;
  private final Map<Key, CircuitBreaker> breakers = new ConcurrentHashMap<>();
  private final Map<Key, Instant> openUntil = new ConcurrentHashMap<>();
  private final List<Consumer<Reading>> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService telling =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("breakers").factory());

  public CircuitBreakers(Clock clock, MeterRegistry meters) {
    this(clock, meters, OPEN);
  }

  CircuitBreakers(Clock clock, MeterRegistry meters, Duration open) {
    this.clock = clock;
    this.meters = meters;
    this.open = open;
    this.config =
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(WINDOW)
            .minimumNumberOfCalls(FEWEST_CALLS)
            .failureRateThreshold(HALF)
            .waitDurationInOpenState(open)
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
            .permittedNumberOfCallsInHalfOpenState(TRIALS)
            .build();
  }

  /** The breaker of a utility's payments or questions, made when it is first asked for. */
  CircuitBreaker breaker(Utility utility, Purpose purpose) {
    return breakers.computeIfAbsent(new Key(utility, purpose), this::make);
  }

  private CircuitBreaker make(Key key) {
    CircuitBreaker breaker = CircuitBreaker.of(key.toString(), config);
    breaker
        .getEventPublisher()
        .onStateTransition(change -> changed(key, change.getStateTransition().getToState()));
    if (key.purpose() == Purpose.PAYMENTS) {
      Gauge.builder("griot.provider.breaker", () -> shown(reading(key.utility()).state()))
          .description("0: calls are made; 1: a few are, to try; 2: none is")
          .tag("provider", key.utility().provider().text())
          .tag("utility", key.utility().name())
          .register(meters);
    }
    return breaker;
  }

  private void changed(Key key, CircuitBreaker.State state) {
    if (state == CircuitBreaker.State.OPEN) {
      openUntil.put(key, clock.instant().plus(open));
      LOG.warn("{} of {} fail: none are sent for a while", label(key.purpose()), key.utility());
    } else {
      openUntil.remove(key);
      LOG.info("{} of {}: {}", label(key.purpose()), key.utility(), stateOf(state));
    }
    try {
      telling.execute(() -> listeners.forEach(listener -> tell(listener, key.utility())));
    } catch (RejectedExecutionException closed) {
      LOG.debug("Nobody is told any more", closed);
    }
  }

  private void tell(Consumer<Reading> listener, Utility utility) {
    try {
      listener.accept(reading(utility));
    } catch (RuntimeException fault) {
      LOG.error("The state of {} could not be passed on", utility, fault);
    }
  }

  @Override
  public Reading reading(Utility utility) {
    State worst = State.CLOSED;
    @Nullable Instant until = null;
    for (Purpose purpose : Purpose.values()) {
      Key key = new Key(utility, purpose);
      CircuitBreaker breaker = breakers.get(key);
      State state = breaker == null ? State.CLOSED : stateOf(breaker.getState());
      if (state.compareTo(worst) > 0) {
        worst = state;
      }
      Instant open = state == State.OPEN ? openUntil.get(key) : null;
      if (open != null && (until == null || open.isAfter(until))) {
        until = open;
      }
    }
    return new Reading(utility, worst, until);
  }

  @Override
  public List<Reading> readings() {
    return Arrays.stream(Utility.values())
        .filter(utility -> breakers.containsKey(new Key(utility, Purpose.PAYMENTS)))
        .map(this::reading)
        .toList();
  }

  @Override
  public void onChange(Consumer<Reading> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    telling.shutdown();
  }

  private static State stateOf(CircuitBreaker.State state) {
    return switch (state) {
      case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
      case HALF_OPEN -> State.HALF_OPEN;
      case OPEN, FORCED_OPEN -> State.OPEN;
    };
  }

  private static int shown(State state) {
    return switch (state) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }

  private static String label(Purpose purpose) {
    return switch (purpose) {
      case PAYMENTS -> "Payments";
      case QUESTIONS -> "Questions";
    };
  }
}
