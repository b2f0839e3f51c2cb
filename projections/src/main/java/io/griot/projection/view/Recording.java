package io.griot.projection.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where and when an event was recorded.
 *
 * @param position its place in the log
 * @param actor who asked for it, as it is sealed with the event; null if nobody is told, which
 *     spares reading it
 */
public record Recording(long position, Instant recordedAt, @Nullable String actor) {

  public Recording(long position, Instant recordedAt) {
    this(position, recordedAt, null);
  }
}
