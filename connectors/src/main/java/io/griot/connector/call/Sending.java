package io.griot.connector.call;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether anything of a call has left this process. Whoever sends and whoever gives up settle it
 * between them: after {@link #giveUp} has said that nothing left, nothing ever will.
 */
final class Sending {

  /** Of the call that the current thread makes. */
  static final ScopedValue<Sending> CURRENT = ScopedValue.newInstance();

  private enum State {
    HELD,
    LEFT,
    GIVEN_UP
  }

  private final long deadlineNanos;
  private final boolean limited;
  private final AtomicReference<State> state = new AtomicReference<>(State.HELD);

  /** Without a deadline. */
  Sending() {
    this.deadlineNanos = 0;
    this.limited = false;
  }

  /**
   * A process that was frozen may wake behind its own time limit, when others have long decided
   * what became of the call: nothing leaves it then.
   *
   * @param time from now on, after which nothing leaves
   */
  Sending(Duration time) {
    this.deadlineNanos = System.nanoTime() + time.toNanos();
    this.limited = true;
  }

  /** Asked before the first byte; false if the call was given up, or comes too late. */
  boolean begin() {
    if (limited && System.nanoTime() - deadlineNanos > 0) {
      state.compareAndSet(State.HELD, State.GIVEN_UP);
      return false;
    }
    return state.compareAndSet(State.HELD, State.LEFT) || state.get() == State.LEFT;
  }

  boolean hasLeft() {
    return state.get() == State.LEFT;
  }

  /** The answer proves that what left did nothing, so that it counts as if it had not. */
  void turnedAway() {
    state.compareAndSet(State.LEFT, State.HELD);
  }

  /** Ends the call; true if nothing of it took effect, and nothing will. */
  boolean giveUp() {
    return state.compareAndSet(State.HELD, State.GIVEN_UP) || state.get() == State.GIVEN_UP;
  }
}
