package io.griot.projection.journal;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.journal.JournalEvent;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
import io.griot.core.journal.Side;
import io.griot.projection.view.Recording;
import io.griot.projection.view.Rows;
import io.griot.projection.view.SqlArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The journal entries of a batch. */
final class EntryRows implements Rows {

  private final List<Row> rows = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();

  @Override
  public void add(JournalEvent event, Recording recording) {
    switch (event) {
      case EntryPosted posted -> {
        rows.add(new Row(posted, recording));
        posted
            .references()
            .forEach((key, value) -> references.add(new Reference(recording, key, value)));
      }
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
  public void write(Connection connection, String schema) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            WITH entries AS (
                SELECT * FROM unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                                     ?::bigint[], ?::text[], ?::text[], ?::timestamptz[],
                                     ?::timestamptz[])
                    AS e (position, entry_id, kind, from_account, to_account, amount, currency,
                          remarks, recorded_at, effective_at)),
            refs AS (
                SELECT position, jsonb_object_agg(key, value) AS refs
                  FROM unnest(?::bigint[], ?::text[], ?::text[]) AS r (position, key, value)
                 GROUP BY position)
            INSERT INTO %s.entry (
                entry_id, kind, from_account, to_account, amount_minor_units, currency, remarks,
                refs, status, recorded_at, effective_at, updated_at, position)
            SELECT entry_id, kind, from_account, to_account, amount, currency, remarks,
                   coalesce(refs, '{}'), ?, recorded_at, effective_at, recorded_at, position
              FROM entries LEFT JOIN refs USING (position)
             ORDER BY position\
            """
                .formatted(schema))) {
      new SqlArrays<>(insert, rows)
          .longs(row -> row.recording.position())
          .uuids(row -> row.posted.entryId().uuid())
          .texts(row -> row.posted.kind().text())
          .texts(row -> row.first(Side.DEBIT).account())
          .texts(row -> row.first(Side.CREDIT).account())
          .longs(row -> row.first(Side.DEBIT).amount().minorUnits())
          .texts(row -> row.first(Side.DEBIT).amount().currency())
          .texts(row -> row.posted.remarks())
          .instants(row -> row.recording.recordedAt())
          .instants(Row::effectiveAt)
          .then(references)
          .longs(reference -> reference.recording.position())
          .texts(Reference::key)
          .texts(Reference::value)
          .text(EntryStatus.COMPLETED.text());
      insert.executeUpdate();
    }
  }

  private record Row(EntryPosted posted, Recording recording) {

    Instant effectiveAt() {
      return Objects.requireNonNullElse(posted.effectiveAt(), recording.recordedAt());
    }

    /** What is shown of an entry with more than two legs is its first debit and first credit. */
    Posting first(Side side) {
      return posted.postings().stream()
          .filter(posting -> posting.side() == side)
          .findFirst()
          .orElseThrow();
    }
  }

  private record Reference(Recording recording, String key, String value) {}
}
