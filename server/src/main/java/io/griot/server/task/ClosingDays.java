package io.griot.server.task;

import io.griot.core.Answer;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.snapshot.CalendarCommand.CloseDays;
import io.griot.core.snapshot.CalendarReceipt;
import io.griot.projection.snapshot.SnapshotFinder;
import io.griot.server.ledger.WritingNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Closes the days that are over, those on which nobody was there to do it among them.
 *
 * <p>The view tells which day comes next; the ledger decides by its own calendar and clock, and
 * changes nothing about days that are closed already.
 */
final class ClosingDays {

  private static final Requester REQUESTER = new Requester("system:calendar", "task");

  private final SnapshotFinder snapshots;
  private final Ledger ledger;
  private final Clock clock;
  private final ZoneId zone;
  private final WritingNode node;

  /**
   * @param zone whose midnights end days
   * @param node does nothing while another one writes, whose turn comes too
   */
  ClosingDays(SnapshotFinder snapshots, Ledger ledger, Clock clock, ZoneId zone, WritingNode node) {
    this.snapshots = snapshots;
    this.ledger = ledger;
    this.clock = clock;
    this.zone = zone;
    this.node = node;
  }

  void run() {
    if (!node.writes()) {
      return;
    }
    Optional<LocalDate> next = next();
    if (next.isPresent() && next.get().isBefore(LocalDate.ofInstant(clock.instant(), zone))) {
      LedgerRequest request = new LedgerRequest(new CloseDays(next.get(), zone), REQUESTER, null);
      while (ledger.send(request) instanceof Answer.Accepted accepted
          && accepted.receipt() instanceof CalendarReceipt receipt
          && receipt.more()) {
        // The next ones.
      }
    }
  }

  /** The day behind the one closed last, or that of the first posting; none in an empty ledger. */
  private Optional<LocalDate> next() {
    return snapshots
        .lastClosed()
        .map(day -> day.plusDays(1))
        .or(() -> snapshots.firstPosting().map(instant -> LocalDate.ofInstant(instant, zone)));
  }
}
