package io.griot.core.snapshot;

/** Port: the calendar of the running command, read to decide and then written. */
public interface Days {

  /** The calendar's state, with no day closed if nothing happened to it. */
  Calendar calendar();

  /** Applies what was decided for it. */
  void apply(CalendarEvent decided);
}
