package io.griot.connector;

import io.griot.core.utility.Utility;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Port: which utilities' providers have stopped answering, so that no money is sent their way. */
public interface Breakers {

  /** Whether calls are made. */
  enum State {
    /** They are. */
    CLOSED,
    /** A few are, to see whether it answers again. */
    HALF_OPEN,
    /** None is: it has not answered for a while. */
    OPEN
  }

  /**
   * How it stands with one utility: the worse of paying and of asking.
   *
   * @param openUntil when the next call may be tried, if none is now
   */
  record Reading(Utility utility, State state, @Nullable Instant openUntil) {}

  /** How it stands now; {@code CLOSED} for a utility that nobody has called. */
  Reading reading(Utility utility);

  /** How it stands with every utility that can be called here, in the order of {@link Utility}. */
  List<Reading> readings();

  /**
   * Has somebody told of every change, one after the other, on a thread of its own: it may block,
   * and what it throws is logged. A reading is taken when it is told, so the last one is the truth.
   */
  void onChange(Consumer<Reading> listener);
}
