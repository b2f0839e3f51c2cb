package io.griot.projection.approval;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.approval.ApprovalEvent;
import io.griot.core.approval.ApprovalEvent.ApprovalDeclined;
import io.griot.core.approval.ApprovalEvent.ApprovalGranted;
import io.griot.core.approval.ApprovalEvent.ApprovalRequested;
import io.griot.core.approval.ApprovalStatus;
import io.griot.core.approval.Measure;
import io.griot.core.id.ApprovalId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.journal.JournalEvent;
import io.griot.core.journal.JournalEvent.EntryDisputeEnded;
import io.griot.core.journal.JournalEvent.EntryDisputed;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.JournalEvent.EntryReversed;
import io.griot.projection.view.Recording;
import io.griot.projection.view.Rows;
import io.griot.projection.view.SqlArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was asked for, and how it was decided. */
final class ApprovalRows implements Rows {

  private final List<Requested> requested = new ArrayList<>();
  private final List<Decided> decided = new ArrayList<>();

  private record Requested(ApprovalRequested event, Recording recording) {}

  private record Decided(
      ApprovalId approvalId,
      ApprovalStatus status,
      Owner by,
      String remarks,
      @Nullable EntryId entryId,
      Recording recording) {}

  @Override
  public void add(ApprovalEvent event, Recording recording) {
    switch (event) {
      case ApprovalRequested happened -> requested.add(new Requested(happened, recording));
      case ApprovalGranted(ApprovalId approvalId, Owner by, EntryId entryId, String remarks) ->
          decided.add(
              new Decided(approvalId, ApprovalStatus.GRANTED, by, remarks, entryId, recording));
      case ApprovalDeclined(ApprovalId approvalId, Owner by, String remarks) ->
          decided.add(
              new Decided(approvalId, ApprovalStatus.DECLINED, by, remarks, null, recording));
    }
  }

  @Override
  public void add(JournalEvent event, Recording recording) {
    switch (event) {
      // The approval's own events say what was done.
      case EntryPosted _,
          EntryRefunded _,
          EntryReversed _,
          EntryDisputed _,
          EntryDisputeEnded _ -> {}
    }
  }

  @Override
  public void add(AccountEvent event, Recording recording) {
    switch (event) {
      case WalletEvent _, SystemAccountEvent _ -> {}
    }
  }

  @Override
  public int size() {
    return requested.size() + decided.size();
  }

  @Override
  public void write(Connection connection, String schema) throws SQLException {
    if (!requested.isEmpty()) {
      writeRequested(connection, schema);
      requested.clear();
    }
    if (!decided.isEmpty()) {
      writeDecided(connection, schema);
      decided.clear();
    }
  }

  private void writeRequested(Connection connection, String schema) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO %s.approval (
                approval_id, kind, subject, amount_minor_units, currency, from_suspense, remarks,
                requested_by, status, requested_at, position)
            SELECT approval_id, kind, subject, amount, currency, from_suspense, remarks,
                   requested_by, 'waiting', %s, position
              FROM unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::boolean[],
                          ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                AS r (approval_id, kind, subject, amount, currency, from_suspense, remarks,
                      requested_by, micros, position)\
            """
                .formatted(schema, SqlArrays.instant("micros")))) {
      new SqlArrays<>(insert, requested)
          .uuids(row -> row.event().approvalId().uuid())
          .texts(row -> row.event().measure().kind())
          .texts(row -> subject(row.event().measure()))
          .longs(row -> row.event().measure().amount().minorUnits())
          .texts(row -> row.event().measure().amount().currency().getCurrencyCode())
          .booleans(row -> row.event().measure().paidBySuspense())
          .texts(row -> row.event().measure().remarks())
          .texts(row -> row.event().requestedBy())
          .micros(row -> row.recording().recordedAt())
          .longs(row -> row.recording().position());
      insert.executeUpdate();
    }
  }

  private void writeDecided(Connection connection, String schema) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE %s.approval a
               SET status = d.status, decided_by = d.decided_by, decision_remarks = d.remarks,
                   entry_id = d.entry_id, decided_at = %s
              FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::bigint[])
                AS d (approval_id, status, decided_by, remarks, entry_id, micros)
             WHERE a.approval_id = d.approval_id\
            """
                .formatted(schema, SqlArrays.instant("d.micros")))) {
      new SqlArrays<>(update, decided)
          .uuids(row -> row.approvalId().uuid())
          .texts(row -> row.status().text())
          .texts(Decided::by)
          .texts(Decided::remarks)
          .uuids(row -> row.entryId() == null ? null : row.entryId().uuid())
          .micros(row -> row.recording().recordedAt());
      update.executeUpdate();
    }
  }

  private static Object subject(Measure measure) {
    return switch (measure) {
      case Measure.Refund refund -> refund.original();
      case Measure.DisputeRefund refund -> refund.original();
      case Measure.Reversal reversal -> reversal.original();
      case Measure.Restriction restriction -> restriction.walletId();
      case Measure.Unrestriction unrestriction -> unrestriction.walletId();
    };
  }
}
