package io.griot.projection.notification;

import static io.griot.projection.notification.NotificationKind.BILL_PAYMENT_CONFIRMED;
import static io.griot.projection.notification.NotificationKind.BILL_PAYMENT_REFUNDED;
import static io.griot.projection.notification.NotificationKind.BILL_PAYMENT_UNKNOWN;
import static io.griot.projection.notification.NotificationKind.DISPUTE_DISMISSED;
import static io.griot.projection.notification.NotificationKind.DISPUTE_IN_REVIEW;
import static io.griot.projection.notification.NotificationKind.DISPUTE_OPENED;
import static io.griot.projection.notification.NotificationKind.DISPUTE_REFUNDED;
import static io.griot.projection.notification.NotificationKind.DISPUTE_REVIEWED;
import static io.griot.projection.notification.NotificationKind.GRANT_APPROVED;
import static io.griot.projection.notification.NotificationKind.GRANT_CHANGED;
import static io.griot.projection.notification.NotificationKind.GRANT_REJECTED;
import static io.griot.projection.notification.NotificationKind.GRANT_REQUESTED;
import static io.griot.projection.notification.NotificationKind.GRANT_RESUMED;
import static io.griot.projection.notification.NotificationKind.GRANT_SUSPENDED;

import io.griot.core.account.AccountEvent;
import io.griot.core.bill.BillPaymentEvent;
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
import io.griot.core.dispute.DisputeEvent;
import io.griot.core.dispute.DisputeEvent.DisputeDismissed;
import io.griot.core.dispute.DisputeEvent.DisputeMovedToReview;
import io.griot.core.dispute.DisputeEvent.DisputeOpened;
import io.griot.core.dispute.DisputeEvent.DisputeRefunded;
import io.griot.core.dispute.DisputeEvent.DisputeReviewed;
import io.griot.core.grant.GrantEvent;
import io.griot.core.grant.GrantEvent.GrantApproved;
import io.griot.core.grant.GrantEvent.GrantPulled;
import io.griot.core.grant.GrantEvent.GrantRejected;
import io.griot.core.grant.GrantEvent.GrantRequested;
import io.griot.core.grant.GrantEvent.GrantResumed;
import io.griot.core.grant.GrantEvent.GrantSuspended;
import io.griot.core.grant.GrantEvent.GrantTermsChanged;
import io.griot.core.id.EntryId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.JournalEvent;
import io.griot.core.money.Money;
import io.griot.projection.view.Recording;
import io.griot.projection.view.Rows;
import io.griot.projection.view.SqlArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told to whom, of grants, disputes and payments to utilities. */
final class NotificationRows implements Rows {

  /** The line of who pays a utility, which keeps a payment apart from others of its UUID. */
  private static final int PAYER = 3;

  private final List<Told> told = new ArrayList<>();
  private final List<Listening> listening = new ArrayList<>();

  /** Something happened to one of them; whom it is told, stands in another table. */
  private record Told(
      UUID subject, NotificationKind kind, @Nullable Money amount, Recording recording) {}

  /**
   * Somebody is told what comes of one of them.
   *
   * @param line counts those of one subject
   */
  private record Listening(
      UUID subject, int line, String recipient, @Nullable UUID entryId, long position) {}

  @Override
  public void add(GrantEvent event, Recording recording) {
    UUID grant = event.grantId().uuid();
    switch (event) {
      case GrantRequested requested -> {
        listen(grant, 1, requested.user(), null, recording);
        listen(grant, 2, requested.enterprise(), null, recording);
        tell(grant, GRANT_REQUESTED, requested.max(), recording);
      }
      case GrantApproved _ -> tell(grant, GRANT_APPROVED, null, recording);
      case GrantRejected _ -> tell(grant, GRANT_REJECTED, null, recording);
      case GrantSuspended _ -> tell(grant, GRANT_SUSPENDED, null, recording);
      case GrantResumed _ -> tell(grant, GRANT_RESUMED, null, recording);
      case GrantTermsChanged changed -> tell(grant, GRANT_CHANGED, changed.max(), recording);
      // The entry says that money moved.
      case GrantPulled _ -> {}
    }
  }

  @Override
  public void add(DisputeEvent event, Recording recording) {
    UUID dispute = event.disputeId().uuid();
    switch (event) {
      case DisputeOpened opened -> {
        listen(dispute, 1, opened.reporter(), opened.entryId(), recording);
        if (opened.beneficiary() instanceof WalletId) {
          listen(dispute, 2, opened.beneficiary(), opened.entryId(), recording);
        }
        tell(dispute, DISPUTE_OPENED, opened.amount(), recording);
      }
      case DisputeMovedToReview _ -> tell(dispute, DISPUTE_IN_REVIEW, null, recording);
      case DisputeReviewed _ -> tell(dispute, DISPUTE_REVIEWED, null, recording);
      case DisputeRefunded refunded ->
          tell(dispute, DISPUTE_REFUNDED, refunded.amount(), recording);
      case DisputeDismissed _ -> tell(dispute, DISPUTE_DISMISSED, null, recording);
    }
  }

  @Override
  public void add(BillPaymentEvent event, Recording recording) {
    UUID payment = event.paymentId().uuid();
    switch (event) {
      case BillPaymentRequested requested ->
          listen(payment, PAYER, requested.walletId(), null, recording);
      case BillPaymentConfirmed _ -> tell(payment, BILL_PAYMENT_CONFIRMED, null, recording);
      case BillPaymentRefunded _ -> tell(payment, BILL_PAYMENT_REFUNDED, null, recording);
      case BillPaymentOutcomeUnknown _ -> tell(payment, BILL_PAYMENT_UNKNOWN, null, recording);
      // The entry says that money left, and the rest is the house's own work.
      case BillPaymentFunded _,
          BillPaymentSubmitted _,
          BillPaymentNotSent _,
          BillPaymentRejected _,
          BillPaymentOutcomeSought _,
          BillPaymentReferred _,
          BillPaymentResolved _,
          BillPaymentSettled _,
          BillPaymentContradicted _ -> {}
    }
  }

  @Override
  public void add(JournalEvent event, Recording recording) {
    // Entries tell of themselves.
  }

  @Override
  public void add(AccountEvent event, Recording recording) {
    // What a wallet's owner is told of moves money, and that the entry says.
  }

  private void listen(
      UUID subject, int line, Object recipient, @Nullable EntryId entryId, Recording recording) {
    listening.add(
        new Listening(
            subject,
            line,
            recipient.toString(),
            entryId == null ? null : entryId.uuid(),
            recording.position()));
  }

  private void tell(
      UUID subject, NotificationKind kind, @Nullable Money amount, Recording recording) {
    told.add(new Told(subject, kind, amount, recording));
  }

  @Override
  public int size() {
    return told.size() + listening.size();
  }

  @Override
  public void write(Connection connection, String schema) throws SQLException {
    if (!listening.isEmpty()) {
      writeListening(connection, schema);
      listening.clear();
    }
    if (!told.isEmpty()) {
      writeTold(connection, schema);
      told.clear();
    }
  }

  private void writeListening(Connection connection, String schema) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO %s.notified (subject, line, recipient, entry_id, position)
            SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::uuid[], ?::bigint[])\
            """
                .formatted(schema))) {
      new SqlArrays<>(insert, listening)
          .uuids(Listening::subject)
          .longs(Listening::line)
          .texts(Listening::recipient)
          .uuids(Listening::entryId)
          .longs(Listening::position);
      insert.executeUpdate();
    }
  }

  private void writeTold(Connection connection, String schema) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO %1$s.notification (position, line, recipient, kind, subject, entry_id,
                                           amount_minor_units, currency, recorded_at)
            SELECT t.position, n.line, n.recipient, t.kind, t.subject, n.entry_id,
                   t.amount::bigint, t.currency,
                   timestamptz 'epoch' + t.micros * interval '1 microsecond'
              FROM unnest(?::bigint[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::bigint[])
                AS t (position, kind, subject, amount, currency, micros)
              JOIN %1$s.notified n
                ON n.subject = t.subject AND (n.line = %2$d) = starts_with(t.kind, 'bill_payment_')\
            """
                .formatted(schema, PAYER))) {
      new SqlArrays<>(insert, told)
          .longs(row -> row.recording().position())
          .texts(row -> row.kind().text())
          .uuids(Told::subject)
          .texts(row -> row.amount() == null ? null : row.amount().minorUnits())
          .texts(row -> row.amount() == null ? null : row.amount().currency().getCurrencyCode())
          .micros(row -> row.recording().recordedAt());
      insert.executeUpdate();
    }
  }
}
