package io.griot.server.task;

import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.hold.HoldCommand.ExpireHold;
import io.griot.projection.hold.HoldFinder;
import io.griot.server.ledger.WritingNode;
import java.time.Clock;
import java.util.List;

/**
 * Lets go of what holds set apart, once their time is over.
 *
 * <p>The view tells which ones may be over; the ledger decides by its own clock, and changes
 * nothing about one that is not, or that ended in between.
 */
final class ExpiringHolds {

  private static final int AT_ONCE = 500;
  private static final Requester REQUESTER = new Requester("system:expiry", "task");

  private final HoldFinder holds;
  private final Ledger ledger;
  private final Clock clock;
  private final WritingNode node;

  /**
   * @param node does nothing while another one writes, whose turn comes too
   */
  ExpiringHolds(HoldFinder holds, Ledger ledger, Clock clock, WritingNode node) {
    this.holds = holds;
    this.ledger = ledger;
    this.clock = clock;
    this.node = node;
  }

  void run() {
    if (!node.writes()) {
      return;
    }
    List<LedgerRequest> over =
        holds.over(clock.instant(), AT_ONCE).stream()
            .map(hold -> new LedgerRequest(new ExpireHold(hold), REQUESTER, null))
            .toList();
    if (!over.isEmpty()) {
      ledger.sendInOrder(over);
    }
  }
}
