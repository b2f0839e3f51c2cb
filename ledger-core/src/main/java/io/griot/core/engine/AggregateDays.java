package io.griot.core.engine;

import io.griot.core.id.CalendarId;
import io.griot.core.snapshot.Calendar;
import io.griot.core.snapshot.CalendarAggregate;
import io.griot.core.snapshot.CalendarEvent;
import io.griot.core.snapshot.Days;

/** The calendar of the running batch, as an Axon aggregate. */
final class AggregateDays implements Days {

  private static final String STREAM = new CalendarId().toString();

  private final ResidentRepository<CalendarAggregate> calendars;

  AggregateDays(ResidentRepository<CalendarAggregate> calendars) {
    this.calendars = calendars;
  }

  @Override
  public Calendar calendar() {
    return calendars
        .find(STREAM)
        .map(calendar -> calendar.root().state())
        .orElseGet(() -> new CalendarAggregate().state());
  }

  @Override
  public void apply(CalendarEvent decided) {
    if (calendars.find(STREAM).isEmpty()) {
      AggregateAccounts.create(calendars, () -> new CalendarAggregate(decided));
    } else {
      calendars.load(STREAM).execute(calendar -> calendar.apply(decided));
    }
  }
}
