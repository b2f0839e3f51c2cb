package io.griot.projection.hold;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.hold.HoldEvent;
import io.griot.core.hold.HoldEvent.HoldExpired;
import io.griot.core.hold.HoldEvent.HoldPlaced;
import io.griot.core.hold.HoldEvent.HoldSettled;
import io.griot.core.hold.HoldEvent.HoldVoided;
import io.griot.core.id.EntryId;
import io.griot.core.id.HoldId;
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

/** Holds, and how they ended. */
final class HoldRows implements Rows {

  private final List<Placed> placed = new ArrayList<>();
  private final List<Ended> ended = new ArrayList<>();

  private record Placed(HoldPlaced event, Recording recording) {}

  private record Ended(
      HoldId holdId,
      HoldStatus status,
      long paidMinorUnits,
      @Nullable EntryId entryId,
      Recording recording) {}

  @Override
  public void add(HoldEvent event, Recording recording) {
    switch (event) {
      case HoldPlaced happened -> placed.add(new Placed(happened, recording));
      case HoldSettled settled ->
          ended.add(
              new Ended(
                  settled.holdId(),
                  HoldStatus.SETTLED,
                  settled.amount().minorUnits(),
                  settled.entryId(),
                  recording));
      case HoldVoided(HoldId holdId, String _) ->
          ended.add(new Ended(holdId, HoldStatus.VOIDED, 0, null, recording));
      case HoldExpired(HoldId holdId) ->
          ended.add(new Ended(holdId, HoldStatus.EXPIRED, 0, null, recording));
    }
  }

  @Override
  public void add(JournalEvent event, Recording recording) {
    switch (event) {
      // The hold's own events say what was paid of it.
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
    return placed.size() + ended.size();
  }

  @Override
  public void write(Connection connection, String schema) throws SQLException {
    if (!placed.isEmpty()) {
      writePlaced(connection, schema);
      placed.clear();
    }
    if (!ended.isEmpty()) {
      writeEnded(connection, schema);
      ended.clear();
    }
  }

  private void writePlaced(Connection connection, String schema) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO %s.hold (
                hold_id, wallet, amount_minor_units, currency, status, expires_at, remarks,
                paid_minor_units, placed_at, updated_at, position)
            SELECT hold_id, wallet, amount, currency, 'placed', %s, remarks, 0,
                   timestamptz 'epoch' + micros * interval '1 microsecond',
                   timestamptz 'epoch' + micros * interval '1 microsecond', position
              FROM unnest(?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[],
                          ?::bigint[], ?::bigint[])
                AS p (hold_id, wallet, amount, currency, expires_micros, remarks, micros, position)\
            """
                .formatted(schema, SqlArrays.instant("expires_micros")))) {
      new SqlArrays<>(insert, placed)
          .uuids(row -> row.event().holdId().uuid())
          .texts(row -> row.event().walletId())
          .longs(row -> row.event().amount().minorUnits())
          .texts(row -> row.event().amount().currency().getCurrencyCode())
          .nullableMicros(row -> row.event().expiresAt())
          .texts(row -> row.event().remarks())
          .micros(row -> row.recording().recordedAt())
          .longs(row -> row.recording().position());
      insert.executeUpdate();
    }
  }

  private void writeEnded(Connection connection, String schema) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE %s.hold h
               SET status = e.status, paid_minor_units = e.paid, entry_id = e.entry_id,
                   updated_at = timestamptz 'epoch' + e.micros * interval '1 microsecond'
              FROM unnest(?::uuid[], ?::text[], ?::bigint[], ?::uuid[], ?::bigint[])
                AS e (hold_id, status, paid, entry_id, micros)
             WHERE h.hold_id = e.hold_id\
            """
                .formatted(schema))) {
      new SqlArrays<>(update, ended)
          .uuids(row -> row.holdId().uuid())
          .texts(row -> row.status().text())
          .longs(Ended::paidMinorUnits)
          .uuids(row -> row.entryId() == null ? null : row.entryId().uuid())
          .micros(row -> row.recording().recordedAt());
      update.executeUpdate();
    }
  }
}
