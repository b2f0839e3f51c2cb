package io.griot.core.snapshot;

import io.griot.core.LedgerEvent;
import io.griot.core.id.CalendarId;
import java.time.Instant;
import java.time.LocalDate;

/** What happened to the ledger's calendar. */
public sealed interface CalendarEvent extends LedgerEvent {

  CalendarId calendarId();

  /**
   * A day was over: everything recorded before its end stands before this in the log.
   *
   * @param endedAt the first instant that is not part of it
   * @param zone whose midnight that is
   */
  record DayClosed(CalendarId calendarId, LocalDate day, Instant endedAt, String zone)
      implements CalendarEvent {}
}
