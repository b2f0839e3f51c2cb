package io.griot.projection.journal;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.journal.JournalEvent;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
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
import java.util.UUID;

/** The postings of a batch; each balance follows from the one before it, so order matters. */
final class PostingRows implements Rows {

  private final List<Row> rows = new ArrayList<>();

  @Override
  public void add(JournalEvent event, Recording recording) {
    switch (event) {
      case EntryPosted posted -> {
        Instant effectiveAt =
            Objects.requireNonNullElse(posted.effectiveAt(), recording.recordedAt());
        int line = 0;
        for (Posting posting : posted.postings()) {
          rows.add(new Row(recording, ++line, posted.entryId().uuid(), posting, effectiveAt));
        }
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
            WITH batch AS MATERIALIZED (
                SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::uuid[], ?::text[], ?::text[],
                                     ?::bigint[], ?::bigint[], ?::text[], ?::timestamptz[],
                                     ?::timestamptz[])
                    AS b (position, line, entry_id, account, side, amount, change, currency,
                          recorded_at, effective_at)),
            before AS MATERIALIZED (
                SELECT account, last.balance, last.as_of
                  FROM (SELECT DISTINCT account FROM batch) AS accounts
                  LEFT JOIN LATERAL (
                       SELECT balance, as_of FROM %1$s.posting p
                        WHERE p.account = accounts.account
                        ORDER BY as_of DESC, position DESC LIMIT 1) AS last ON true)
            INSERT INTO %1$s.posting (
                position, line, entry_id, account, side, amount_minor_units, currency, balance,
                recorded_at, effective_at, as_of)
            SELECT position, line, entry_id, account, side, amount, currency,
                   coalesce(balance, 0) + sum(change) OVER so_far,
                   recorded_at, effective_at,
                   greatest(before.as_of, max(recorded_at) OVER so_far)
              FROM batch JOIN before USING (account)
            WINDOW so_far AS (PARTITION BY account ORDER BY position, line)
             ORDER BY position, line\
            """
                .formatted(schema))) {
      new SqlArrays<>(insert, rows)
          .longs(row -> row.recording.position())
          .longs(Row::line)
          .uuids(Row::entryId)
          .texts(row -> row.posting.account())
          .texts(row -> row.posting.side())
          .longs(row -> row.posting.amount().minorUnits())
          .longs(row -> row.posting.changeMinorUnits())
          .texts(row -> row.posting.amount().currency())
          .instants(row -> row.recording.recordedAt())
          .instants(Row::effectiveAt);
      insert.executeUpdate();
    }
  }

  private record Row(
      Recording recording, int line, UUID entryId, Posting posting, Instant effectiveAt) {}
}
