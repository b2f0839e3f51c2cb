package io.griot.connector.bill;

import io.griot.core.utility.Utility;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Port: what this process thinks of each utility that it can call. */
@FunctionalInterface
public interface BreakerStates {

  /** What it thinks of one: closed, half open or open. */
  enum State {
    CLOSED,
    HALF_OPEN,
    OPEN;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What it thinks of one, and for how long.
   *
   * @param openUntil when an open one lets calls through again
   */
  record Breaker(State state, @Nullable Instant openUntil) {}

  /** Of every utility that it can call. */
  Map<Utility, Breaker> current();
}
