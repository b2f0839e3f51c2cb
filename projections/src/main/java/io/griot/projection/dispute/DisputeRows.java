package io.griot.projection.dispute;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.dispute.DisputeEvent;
import io.griot.core.dispute.DisputeEvent.DisputeDismissed;
import io.griot.core.dispute.DisputeEvent.DisputeMovedToReview;
import io.griot.core.dispute.DisputeEvent.DisputeOpened;
import io.griot.core.dispute.DisputeEvent.DisputeRefunded;
import io.griot.core.dispute.DisputeEvent.DisputeReviewed;
import io.griot.core.dispute.DisputeStatus;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Disputes, and each step on their way. */
final class DisputeRows implements Rows {

  private final List<Opened> opened = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<DisputeId, Change> changes = new LinkedHashMap<>();

  private record Opened(DisputeOpened event, Recording recording) {}

  private record Step(
      DisputeId disputeId, DisputeStatus status, @Nullable String notes, Recording recording) {}

  /** What the batch does to a dispute behind its opening. */
  private record Change(
      DisputeId disputeId,
      DisputeStatus status,
      @Nullable String notes,
      long releasedMinorUnits,
      @Nullable EntryId refundId,
      Recording last) {

    Change and(Change later) {
      return new Change(
          disputeId,
          later.status,
          later.notes == null ? notes : later.notes,
          Math.addExact(releasedMinorUnits, later.releasedMinorUnits),
          later.refundId,
          later.last);
    }
  }

  @Override
  public void add(DisputeEvent event, Recording recording) {
    switch (event) {
      case DisputeOpened happened -> {
        opened.add(new Opened(happened, recording));
        steps.add(
            new Step(
                happened.disputeId(), DisputeStatus.NEEDS_RESPONSE, happened.notes(), recording));
      }
      case DisputeMovedToReview moved ->
          change(new Change(moved.disputeId(), DisputeStatus.IN_REVIEW, null, 0, null, recording));
      case DisputeReviewed reviewed ->
          change(
              new Change(
                  reviewed.disputeId(),
                  DisputeStatus.REVIEWED,
                  reviewed.notes(),
                  0,
                  null,
                  recording));
      case DisputeRefunded refunded ->
          change(
              new Change(
                  refunded.disputeId(),
                  DisputeStatus.RESOLVED,
                  refunded.notes(),
                  refunded.released().minorUnits(),
                  refunded.refundId(),
                  recording));
      case DisputeDismissed dismissed ->
          change(
              new Change(
                  dismissed.disputeId(),
                  DisputeStatus.RESOLVED,
                  dismissed.notes(),
                  dismissed.released().minorUnits(),
                  null,
                  recording));
    }
  }

  @Override
  public void add(JournalEvent event, Recording recording) {
    switch (event) {
      // The dispute's own events say what came of it.
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
      // What is frozen at a wallet, the accounts say.
      case WalletEvent _, SystemAccountEvent _ -> {}
    }
  }

  @Override
  public int size() {
    return opened.size() + steps.size();
  }

  @Override
  public void write(Connection connection, String schema) throws SQLException {
    if (!opened.isEmpty()) {
      writeOpened(connection, schema);
      opened.clear();
    }
    if (!changes.isEmpty()) {
      writeChanges(connection, schema);
      changes.clear();
    }
    if (!steps.isEmpty()) {
      writeSteps(connection, schema);
      steps.clear();
    }
  }

  private void change(Change change) {
    changes.merge(change.disputeId(), change, Change::and);
    steps.add(new Step(change.disputeId(), change.status(), change.notes(), change.last()));
  }

  private void writeOpened(Connection connection, String schema) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO %s.dispute (
                dispute_id, entry_id, reporter, beneficiary, amount_minor_units,
                frozen_minor_units, currency, amount, notes, status, opened_at, updated_at,
                position)
            SELECT dispute_id, entry_id, reporter, beneficiary, amount, frozen, currency,
                   round(amount / power(10::numeric, decimals), decimals::int), notes,
                   'needs_response', %s, %s, position
              FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
                          ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[])
                AS o (dispute_id, entry_id, reporter, beneficiary, amount, frozen, currency,
                      decimals, notes, micros, position)\
            """
                .formatted(schema, SqlArrays.instant("micros"), SqlArrays.instant("micros")))) {
      new SqlArrays<>(insert, opened)
          .uuids(row -> row.event().disputeId().uuid())
          .uuids(row -> row.event().entryId().uuid())
          .texts(row -> row.event().reporter())
          .texts(row -> row.event().beneficiary())
          .longs(row -> row.event().amount().minorUnits())
          .longs(row -> row.event().frozen().minorUnits())
          .texts(row -> row.event().amount().currency().getCurrencyCode())
          .longs(row -> row.event().amount().currency().getDefaultFractionDigits())
          .texts(row -> row.event().notes())
          .micros(row -> row.recording().recordedAt())
          .longs(row -> row.recording().position());
      insert.executeUpdate();
    }
  }

  private void writeChanges(Connection connection, String schema) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE %s.dispute d
               SET status = c.status, notes = coalesce(c.notes, d.notes),
                   frozen_minor_units = d.frozen_minor_units - c.released,
                   refund_id = c.refund_id, updated_at = %s
              FROM unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::uuid[], ?::bigint[])
                AS c (dispute_id, status, notes, released, refund_id, micros)
             WHERE d.dispute_id = c.dispute_id\
            """
                .formatted(schema, SqlArrays.instant("c.micros")))) {
      new SqlArrays<>(update, changes.values())
          .uuids(change -> change.disputeId().uuid())
          .texts(change -> change.status().text())
          .texts(Change::notes)
          .longs(Change::releasedMinorUnits)
          .uuids(change -> change.refundId() == null ? null : change.refundId().uuid())
          .micros(change -> change.last().recordedAt());
      update.executeUpdate();
    }
  }

  private void writeSteps(Connection connection, String schema) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO %s.dispute_step (position, dispute_id, status, actor, notes, at)
            SELECT position, dispute_id, status, actor, notes, %s
              FROM unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                AS s (position, dispute_id, status, actor, notes, micros)\
            """
                .formatted(schema, SqlArrays.instant("micros")))) {
      new SqlArrays<>(insert, steps)
          .longs(step -> step.recording().position())
          .uuids(step -> step.disputeId().uuid())
          .texts(step -> step.status().text())
          .texts(step -> step.recording().actor())
          .texts(Step::notes)
          .micros(step -> step.recording().recordedAt());
      insert.executeUpdate();
    }
  }
}
