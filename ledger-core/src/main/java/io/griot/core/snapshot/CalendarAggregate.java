package io.griot.core.snapshot;

import io.griot.core.id.CalendarId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/** The calendar as Axon sees it: a shell around {@link Calendar}. */
@AggregateRoot(type = "calendar")
public class CalendarAggregate {

  @SuppressWarnings("UnusedVariable") // Axon reads it.
  @AggregateIdentifier
  private CalendarId calendarId;

  private Calendar calendar = Calendar.NEW;

  /** For the event store alone. */
  public CalendarAggregate() {}

  /** Begins with what a rule decided. */
  public CalendarAggregate(CalendarEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  /** The state that rules decide on. */
  public Calendar state() {
    return calendar;
  }

  /** Applies what a rule decided. */
  public void apply(CalendarEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  @EventSourcingHandler
  void on(CalendarEvent event) {
    calendarId = event.calendarId();
    calendar = calendar.evolve(event);
  }
}
