package io.griot.projection.journal;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.engine.copy.CopyRows;
import io.griot.core.journal.JournalEvent;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
import io.griot.core.journal.Side;
import io.griot.projection.view.JsonText;
import io.griot.projection.view.Recording;
import io.griot.projection.view.Rows;
import io.griot.projection.view.StorableText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
          "position");

  private final List<Row> rows = new ArrayList<>();

  @Override
  public void add(JournalEvent event, Recording recording) {
    switch (event) {
      case EntryPosted posted -> rows.add(new Row(posted, recording));
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
    return rows.size();
  }

  @Override
  public void write(Connection connection, String schema) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
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
          .text(EntryStatus.COMPLETED.text())
          .timestamp(recordedAt)
          .timestamp(Objects.requireNonNullElse(row.posted.effectiveAt(), recordedAt))
          .timestamp(recordedAt)
          .bigint(row.recording.position());
    }
    copy.send(connection, "%s.entry (%s)".formatted(schema, String.join(", ", COLUMNS)));
    rows.clear();
  }

  private record Row(EntryPosted posted, Recording recording) {

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
