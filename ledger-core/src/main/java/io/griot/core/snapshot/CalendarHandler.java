package io.griot.core.snapshot;

import io.griot.core.snapshot.CalendarCommand.CloseDays;
import io.griot.core.snapshot.CalendarEvent.DayClosed;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;

/** Closes days. */
public class CalendarHandler {

  private final Days days;
  private final Clock clock;

  public CalendarHandler(Days days, Clock clock) {
    this.days = days;
    this.clock = clock;
  }

  @CommandHandler
  CalendarReceipt handle(CloseDays command) {
    List<DayClosed> closed = days.calendar().decide(command, clock.instant());
    closed.forEach(days::apply);
    return new CalendarReceipt(closed.size(), closed.size() == Calendar.MOST_DAYS);
  }
}
