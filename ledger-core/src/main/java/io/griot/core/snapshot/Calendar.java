package io.griot.core.snapshot;

import io.griot.core.id.CalendarId;
import io.griot.core.snapshot.CalendarCommand.CloseDays;
import io.griot.core.snapshot.CalendarEvent.DayClosed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which days are closed, and the rule that closes them.
 *
 * @param day the last one, or null while none is
 * @param endedAt when it ended
 */
public record Calendar(@Nullable LocalDate day, @Nullable Instant endedAt) {

  /** No commit is longer than this; whoever asks again closes the next ones. */
  static final int MOST_DAYS = 400;

  /** None is closed. */
  public static final Calendar NEW = new Calendar(null, null);

  /**
   * The days that are over and not closed yet, as far as one commit takes them.
   *
   * <p>Where the zone has changed, a day may end before the last closed one did; it is passed over.
   */
  List<DayClosed> decide(CloseDays command, Instant now) {
    List<DayClosed> closed = new ArrayList<>();
    LocalDate next = day == null ? command.first() : day.plusDays(1);
    Instant end = endOf(next, command);
    while (!end.isAfter(now) && closed.size() < MOST_DAYS) {
      if (endedAt == null || end.isAfter(endedAt)) {
        closed.add(new DayClosed(new CalendarId(), next, end, command.zone().getId()));
      }
      next = next.plusDays(1);
      end = endOf(next, command);
    }
    return List.copyOf(closed);
  }

  /** The calendar after an event. */
  public Calendar evolve(CalendarEvent event) {
    return switch (event) {
      case DayClosed closed -> {
        if (endedAt != null && !closed.endedAt().isAfter(endedAt)) {
          throw new IllegalStateException(closed + " after " + this);
        }
        yield new Calendar(closed.day(), closed.endedAt());
      }
    };
  }

  private static Instant endOf(LocalDate day, CloseDays command) {
    return day.plusDays(1).atStartOfDay(command.zone()).toInstant();
  }
}
