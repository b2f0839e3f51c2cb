package io.griot.core.engine;

import io.griot.core.LedgerEvent;
import io.griot.core.account.AccountEvent.FundsFrozen;
import io.griot.core.account.AccountEvent.FundsReleased;
import io.griot.core.account.AccountEvent.SystemAccountCredited;
import io.griot.core.account.AccountEvent.SystemAccountDebited;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.account.AccountEvent.WalletOpened;
import io.griot.core.account.AccountEvent.WalletRestricted;
import io.griot.core.account.AccountEvent.WalletUnrestricted;
import io.griot.core.account.SystemAccountAggregate;
import io.griot.core.account.WalletAggregate;
import io.griot.core.approval.ApprovalEvent.ApprovalDeclined;
import io.griot.core.approval.ApprovalEvent.ApprovalGranted;
import io.griot.core.approval.ApprovalEvent.ApprovalRequested;
import io.griot.core.bill.BillEvent.BillPaid;
import io.griot.core.bill.BillEvent.BillReleased;
import io.griot.core.bill.BillEvent.BillTaken;
import io.griot.core.bill.BillPaymentEvent.BillPaymentConfirmed;
import io.griot.core.bill.BillPaymentEvent.BillPaymentContradicted;
import io.griot.core.bill.BillPaymentEvent.BillPaymentFunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentNotSent;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeSought;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeUnknown;
import io.griot.core.bill.BillPaymentEvent.BillPaymentReferred;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRefunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRejected;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRequested;
import io.griot.core.bill.BillPaymentEvent.BillPaymentResolved;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSettled;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSubmitted;
import io.griot.core.dispute.DisputeAggregate;
import io.griot.core.dispute.DisputeEvent.DisputeDismissed;
import io.griot.core.dispute.DisputeEvent.DisputeMovedToReview;
import io.griot.core.dispute.DisputeEvent.DisputeOpened;
import io.griot.core.dispute.DisputeEvent.DisputeRefunded;
import io.griot.core.dispute.DisputeEvent.DisputeReviewed;
import io.griot.core.grant.GrantAggregate;
import io.griot.core.grant.GrantEvent.GrantApproved;
import io.griot.core.grant.GrantEvent.GrantPulled;
import io.griot.core.grant.GrantEvent.GrantRejected;
import io.griot.core.grant.GrantEvent.GrantRequested;
import io.griot.core.grant.GrantEvent.GrantResumed;
import io.griot.core.grant.GrantEvent.GrantSuspended;
import io.griot.core.grant.GrantEvent.GrantTermsChanged;
import io.griot.core.hold.HoldAggregate;
import io.griot.core.hold.HoldEvent.HoldExpired;
import io.griot.core.hold.HoldEvent.HoldPlaced;
import io.griot.core.hold.HoldEvent.HoldSettled;
import io.griot.core.hold.HoldEvent.HoldVoided;
import io.griot.core.journal.JournalEvent.EntryDisputeEnded;
import io.griot.core.journal.JournalEvent.EntryDisputed;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.JournalEvent.EntryReversed;
import io.griot.core.snapshot.CalendarAggregate;
import io.griot.core.snapshot.CalendarEvent.DayClosed;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names under which events and snapshots are stored. They stay for ever: a class may move, its
 * stored name may not.
 */
final class EventCatalogue {

  /** Every event that may be stored, by its name in the log. */
  static final List<Class<? extends LedgerEvent>> EVENTS =
      List.of(
          EntryPosted.class,
          EntryRefunded.class,
          EntryReversed.class,
          WalletOpened.class,
          WalletDebited.class,
          WalletCredited.class,
          FundsFrozen.class,
          FundsReleased.class,
          WalletRestricted.class,
          WalletUnrestricted.class,
          SystemAccountDebited.class,
          SystemAccountCredited.class,
          HoldPlaced.class,
          HoldSettled.class,
          HoldVoided.class,
          HoldExpired.class,
          GrantRequested.class,
          GrantApproved.class,
          GrantRejected.class,
          GrantSuspended.class,
          GrantResumed.class,
          GrantTermsChanged.class,
          GrantPulled.class,
          DayClosed.class,
          DisputeOpened.class,
          DisputeMovedToReview.class,
          DisputeReviewed.class,
          DisputeRefunded.class,
          DisputeDismissed.class,
          EntryDisputed.class,
          EntryDisputeEnded.class,
          ApprovalRequested.class,
          ApprovalGranted.class,
          ApprovalDeclined.class,
          BillPaymentRequested.class,
          BillPaymentFunded.class,
          BillPaymentSubmitted.class,
          BillPaymentNotSent.class,
          BillPaymentRejected.class,
          BillPaymentOutcomeUnknown.class,
          BillPaymentOutcomeSought.class,
          BillPaymentReferred.class,
          BillPaymentResolved.class,
          BillPaymentConfirmed.class,
          BillPaymentSettled.class,
          BillPaymentRefunded.class,
          BillPaymentContradicted.class,
          BillTaken.class,
          BillReleased.class,
          BillPaid.class);

  private static final Map<String, Class<?>> CLASSES =
      Stream.<Class<?>>concat(
              EVENTS.stream(),
              Stream.of(
                  WalletAggregate.class,
                  SystemAccountAggregate.class,
                  HoldAggregate.class,
                  GrantAggregate.class,
                  CalendarAggregate.class,
                  DisputeAggregate.class))
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private EventCatalogue() {}

  static boolean contains(Class<?> type) {
    return CLASSES.get(type.getSimpleName()) == type;
  }

  static String nameOf(Class<?> type) {
    if (!contains(type)) {
      throw new IllegalArgumentException(type + " is not in the catalogue of stored events");
    }
    return type.getSimpleName();
  }

  static Class<?> classOf(String name) {
    Class<?> type = CLASSES.get(name);
    if (type == null) {
      throw new IllegalArgumentException("The catalogue of stored events has no " + name);
    }
    return type;
  }
}
