package io.griot.projection.view;

import io.griot.core.LedgerEvent;
import io.griot.core.account.AccountEvent;
import io.griot.core.approval.ApprovalEvent;
import io.griot.core.bill.BillEvent;
import io.griot.core.bill.BillPaymentEvent;
import io.griot.core.dispute.DisputeEvent;
import io.griot.core.grant.GrantEvent;
import io.griot.core.hold.HoldEvent;
import io.griot.core.journal.JournalEvent;
import io.griot.core.snapshot.CalendarEvent;
import java.sql.Connection;
import java.sql.SQLException;

/** What events make of a view, until it is written. */
public interface Rows {

  /** Takes in what happened to an entry. */
  void add(JournalEvent event, Recording recording);

  /** Takes in what happened to an account. */
  void add(AccountEvent event, Recording recording);

  /** Takes in what happened to a hold, which most views have nothing to do with. */
  default void add(HoldEvent event, Recording recording) {}

  /** Takes in what happened to a grant, which most views have nothing to do with. */
  default void add(GrantEvent event, Recording recording) {}

  /** Takes in that a day is over, which most views have nothing to do with. */
  default void add(CalendarEvent event, Recording recording) {}

  /** Takes in what happened to a dispute, which most views have nothing to do with. */
  default void add(DisputeEvent event, Recording recording) {}

  /** Takes in what happened to an approval, which most views have nothing to do with. */
  default void add(ApprovalEvent event, Recording recording) {}

  /** Takes in what happened to a payment to a utility, which most views have nothing to do with. */
  default void add(BillPaymentEvent event, Recording recording) {}

  /** Takes in what happened to a bill, which the payments say already. */
  default void add(BillEvent event, Recording recording) {}

  /** How many rows wait to be written. */
  int size();

  /** Writes what was taken in since the last time to the view's tables in a schema. */
  void write(Connection connection, String schema) throws SQLException;

  /**
   * Takes in any event of the ledger, in the order of the log.
   *
   * @throws IllegalStateException if nobody said what the event means to the views: no event is
   *     skipped
   */
  default void add(LedgerEvent event, Recording recording) {
    switch (event) {
      case JournalEvent journal -> add(journal, recording);
      case AccountEvent account -> add(account, recording);
      case HoldEvent hold -> add(hold, recording);
      case GrantEvent grant -> add(grant, recording);
      case CalendarEvent calendar -> add(calendar, recording);
      case DisputeEvent dispute -> add(dispute, recording);
      case ApprovalEvent approval -> add(approval, recording);
      case BillPaymentEvent payment -> add(payment, recording);
      case BillEvent bill -> add(bill, recording);
      default ->
          throw new IllegalStateException(
              "No view knows %s at position %d.".formatted(event, recording.position()));
    }
  }
}
