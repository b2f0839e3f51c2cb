package io.griot.query.position;

import io.griot.projection.view.View;
import io.griot.projection.view.ViewPositions;
import io.griot.wire.MinPosition;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Keeps an answer back until the views behind it know what the client knows. */
public final class Freshness {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final String RETRY_AFTER_SECONDS = "1";

  private final ViewPositions positions;

  public Freshness(ViewPositions positions) {
    this.positions = positions;
  }

  /**
   * Waits for the position that the client named, if it named one.
   *
   * @throws RefusedRequest 503 if a view does not reach it in time
   */
  public void require(MinPosition least, View... views) {
    if (least.position().isPresent()) {
      require(least.position().getAsLong(), views);
    }
  }

  /**
   * Waits until the views have come as far as a position.
   *
   * @throws RefusedRequest 503 if a view does not reach it in time
   */
  public void require(long position, View... views) {
    try {
      if (!positions.await(List.of(views), position, LONGEST_WAIT)) {
        throw notReached(position);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw notReached(position);
    }
  }

  private static RefusedRequest notReached(long position) {
    return new RefusedRequest(
        Problem.of(
            503,
            "POSITION_NOT_REACHED",
            "What is asked for does not show position %d yet; try again.".formatted(position)),
        Map.of("Retry-After", RETRY_AFTER_SECONDS));
  }
}
