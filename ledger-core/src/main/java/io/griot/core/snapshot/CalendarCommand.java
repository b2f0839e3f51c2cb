package io.griot.core.snapshot;

import io.griot.core.LedgerCommand;
import io.griot.core.id.CalendarId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** What can be asked of the ledger's calendar. */
public sealed interface CalendarCommand extends LedgerCommand {

  /**
   * Closes the days that are over by the ledger's clock, in their order; those that are closed
   * already stay so.
   *
   * @param first the day to begin with if none was closed yet
   * @param zone whose midnights end days
   */
  record CloseDays(LocalDate first, ZoneId zone) implements CalendarCommand {

    @Override
    public List<String> streams() {
      return List.of(new CalendarId().toString());
    }
  }
}
