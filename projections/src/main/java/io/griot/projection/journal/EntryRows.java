package io.griot.projection.journal;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.engine.copy.CopyRows;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.journal.Corrections;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent;
import io.griot.core.journal.JournalEvent.EntryDisputeEnded;
import io.griot.core.journal.JournalEvent.EntryDisputed;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.JournalEvent.EntryReversed;
import io.griot.core.journal.Posting;
import io.griot.core.journal.ProcessEntries;
import io.griot.core.journal.Side;
import io.griot.core.money.Money;
import io.griot.projection.view.JsonText;
import io.griot.projection.view.Recording;
import io.griot.projection.view.Rows;
import io.griot.projection.view.SqlArrays;
import io.griot.projection.view.StorableText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Journal entries. */
final class EntryRows implements Rows {

  private static final int EXPECTED_ROW_BYTES = 350;

  private static final List<String> COLUMNS =
      List.of(
          "entry_id",
          "kind",
          "from_account",
          "to_account",
          "amount_minor_units",
          "currency",
          "remarks",
          "refs",
          "status",
          "recorded_at",
          "effective_at",
          "updated_at",
          "position",
          "corrects");

  private final List<Row> rows = new ArrayList<>();
  private final List<OfPayment> ofPayments = new ArrayList<>();
  private final List<Settled> settled = new ArrayList<>();
  private final Map<EntryId, Correction> corrections = new LinkedHashMap<>();

  /** An entry that took the payer's money for a payment to a utility. */
  private record OfPayment(BillPaymentId paymentId, EntryId entryId, long position) {}

  /** A payment to a utility was carried out. */
  private record Settled(BillPaymentId paymentId, Instant at) {}

  /** What the batch gave back of an entry. */
  private record Correction(
      EntryId entryId, long refundedMinorUnits, boolean whole, Recording last) {

    Correction and(Correction later) {
      return new Correction(
          entryId,
          Math.addExact(refundedMinorUnits, later.refundedMinorUnits),
          whole || later.whole,
          later.last);
    }
  }

  @Override
  public void add(JournalEvent event, Recording recording) {
    switch (event) {
      case EntryPosted posted -> {
        rows.add(new Row(posted, recording));
        ProcessEntries.billPayment(posted.references())
            .ifPresent(payment -> add(payment, posted, recording));
      }
      case EntryRefunded(EntryId entryId, EntryId _, Money amount) ->
          correct(new Correction(entryId, amount.minorUnits(), false, recording));
      case EntryReversed(EntryId entryId, EntryId _) ->
          correct(new Correction(entryId, 0, true, recording));
      // The dispute's own events say how it stands.
      case EntryDisputed _, EntryDisputeEnded _ -> {}
    }
  }

  @Override
  public void add(AccountEvent event, Recording recording) {
    switch (event) {
      // The entry says what was posted where.
      case WalletEvent _, SystemAccountEvent _ -> {}
    }
  }

  @Override
  public int size() {
    return rows.size() + ofPayments.size() + settled.size() + corrections.size();
  }

  @Override
  public void write(Connection connection, String schema) throws SQLException {
    if (!rows.isEmpty()) {
      writePosted(connection, schema);
      rows.clear();
    }
    if (!ofPayments.isEmpty()) {
      writeOfPayments(connection, schema);
      ofPayments.clear();
    }
    if (!settled.isEmpty()) {
      writeSettled(connection, schema);
      settled.clear();
    }
    if (!corrections.isEmpty()) {
      writeCorrected(connection, schema);
      corrections.clear();
    }
  }

  private void add(BillPaymentId paymentId, EntryPosted posted, Recording recording) {
    if (Row.isPending(posted)) {
      ofPayments.add(new OfPayment(paymentId, posted.entryId(), recording.position()));
    } else if (posted.kind() == EntryKind.BILL_SETTLEMENT) {
      settled.add(new Settled(paymentId, recording.recordedAt()));
    }
  }

  private void correct(Correction correction) {
    corrections.merge(correction.entryId(), correction, Correction::and);
  }

  private void writePosted(Connection connection, String schema) throws SQLException {
    CopyRows copy = new CopyRows(COLUMNS.size(), rows.size() * EXPECTED_ROW_BYTES);
    for (Row row : rows) {
      Posting debit = row.first(Side.DEBIT);
      Instant recordedAt = row.recording.recordedAt();
      copy.row()
          .uuid(row.posted.entryId().uuid())
          .text(row.posted.kind().text())
          .text(StorableText.ofNullable(debit.account()))
          .text(StorableText.ofNullable(row.first(Side.CREDIT).account()))
          .bigint(debit.amount().minorUnits())
          .text(debit.amount().currency().getCurrencyCode())
          .text(StorableText.ofNullable(row.posted.remarks()))
          .jsonb(JsonText.object(row.posted.references()))
          .text((Row.isPending(row.posted) ? EntryStatus.PENDING : EntryStatus.COMPLETED).text())
          .timestamp(recordedAt)
          .timestamp(Objects.requireNonNullElse(row.posted.effectiveAt(), recordedAt))
          .timestamp(recordedAt)
          .bigint(row.recording.position())
          .nullableUuid(row.corrects());
    }
    copy.send(connection, "%s.entry (%s)".formatted(schema, String.join(", ", COLUMNS)));
  }

  private void writeOfPayments(Connection connection, String schema) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO %s.entry_of_payment (payment_id, entry_id, position)
            SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::bigint[])\
            """
                .formatted(schema))) {
      new SqlArrays<>(insert, ofPayments)
          .uuids(row -> row.paymentId().uuid())
          .uuids(row -> row.entryId().uuid())
          .longs(OfPayment::position);
      insert.executeUpdate();
    }
  }

  private void writeSettled(Connection connection, String schema) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE %1$s.entry e
               SET status = 'completed',
                   updated_at = timestamptz 'epoch' + s.micros * interval '1 microsecond'
              FROM unnest(?::uuid[], ?::bigint[]) AS s (payment_id, micros)
              JOIN %1$s.entry_of_payment p USING (payment_id)
             WHERE e.entry_id = p.entry_id\
            """
                .formatted(schema))) {
      new SqlArrays<>(update, settled).uuids(row -> row.paymentId().uuid()).micros(Settled::at);
      update.executeUpdate();
    }
  }

  private void writeCorrected(Connection connection, String schema) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE %s.entry e
               SET refunded_minor_units = sums.refunded,
                   status = CASE WHEN sums.refunded = e.amount_minor_units THEN 'refunded'
                                 ELSE 'partially_refunded' END,
                   updated_at = timestamptz 'epoch' + c.micros * interval '1 microsecond'
              FROM unnest(?::uuid[], ?::bigint[], ?::boolean[], ?::bigint[])
                AS c (entry_id, refunded, whole, micros)
              JOIN %s.entry before USING (entry_id)
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN c.whole THEN before.amount_minor_units
                               ELSE before.refunded_minor_units + c.refunded END) AS sums (refunded)
             WHERE e.entry_id = c.entry_id\
            """
                .formatted(schema, schema))) {
      new SqlArrays<>(update, corrections.values())
          .uuids(correction -> correction.entryId().uuid())
          .longs(Correction::refundedMinorUnits)
          .booleans(Correction::whole)
          .micros(correction -> correction.last().recordedAt());
      update.executeUpdate();
    }
  }

  private record Row(EntryPosted posted, Recording recording) {

    /** Whether it took money for a payment to a utility, whose end is to come. */
    static boolean isPending(EntryPosted posted) {
      return switch (posted.kind()) {
        case BILL_PAYMENT, AIRTIME -> ProcessEntries.billPayment(posted.references()).isPresent();
        default -> false;
      };
    }

    /** The entry that it gives back, if it does. */
    @Nullable UUID corrects() {
      return switch (posted.kind()) {
        case REFUND, REVERSAL ->
            Corrections.original(posted.references()).map(EntryId::uuid).orElse(null);
        default -> null;
      };
    }

    /** What is shown of an entry with more than two legs is its first debit and first credit. */
    Posting first(Side side) {
      for (Posting posting : posted.postings()) {
        if (posting.side() == side) {
          return posting;
        }
      }
      throw new IllegalStateException(posted.entryId() + " has no " + side);
    }
  }
}
