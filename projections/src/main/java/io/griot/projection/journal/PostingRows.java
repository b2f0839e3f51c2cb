package io.griot.projection.journal;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.engine.copy.CopyRows;
import io.griot.core.id.AccountId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.JournalEvent;
import io.griot.core.journal.JournalEvent.EntryDisputeEnded;
import io.griot.core.journal.JournalEvent.EntryDisputed;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.JournalEvent.EntryReversed;
import io.griot.core.journal.Posting;
import io.griot.core.money.Money;
import io.griot.core.snapshot.CalendarEvent;
import io.griot.core.snapshot.CalendarEvent.DayClosed;
import io.griot.projection.view.Recording;
import io.griot.projection.view.Rows;
import io.griot.projection.view.StorableText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Postings with the balance that each left, and what accounts held at the ends of days.
 *
 * <p>Of an account whose balance is guarded the entry says it. That of other accounts, such as a
 * bank's, follows from the posting before; there are few of them, and they are all house accounts.
 */
final class PostingRows implements Rows {

  private static final int EXPECTED_ROW_BYTES = 150;

  private static final List<String> COLUMNS =
      List.of(
          "position",
          "line",
          "entry_id",
          "account",
          "side",
          "amount_minor_units",
          "currency",
          "balance",
          "recorded_at",
          "effective_at",
          "as_of");

  private final List<Row> entries = new ArrayList<>();
  private final Map<BackdatedDay.Key, BackdatedDay> backdated = new HashMap<>();
  private final List<Closing> closings = new ArrayList<>();
  private int size;

  /** What house accounts hold after the last posting; complete unless there is more to look up. */
  private final Map<SystemAccountId, BigInteger> balances = new HashMap<>();

  /** Of the last posting, if it is known. */
  private @Nullable Instant asOf;

  private final boolean storedBefore;

  /** Of the events behind a position. */
  PostingRows(long after) {
    this.storedBefore = after > 0;
  }

  @Override
  public void add(JournalEvent event, Recording recording) {
    switch (event) {
      case EntryPosted posted -> {
        entries.add(new Row(posted, recording));
        size += posted.postings().size();
      }
      // Another entry posts what was given back.
      case EntryRefunded _, EntryReversed _, EntryDisputed _, EntryDisputeEnded _ -> {}
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
  public void add(CalendarEvent event, Recording recording) {
    switch (event) {
      case DayClosed closed -> closings.add(new Closing(closed, recording.position()));
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void write(Connection connection, String schema) throws SQLException {
    if (!entries.isEmpty()) {
      writePostings(connection, schema);
    }
    if (!backdated.isEmpty()) {
      BackdatedDay.write(backdated.values(), connection, schema);
      backdated.clear();
    }
    // Behind the postings of the day; those recorded after its end are told apart by their times.
    for (Closing closing : closings) {
      closing.write(connection, schema);
    }
    closings.clear();
  }

  private void writePostings(Connection connection, String schema) throws SQLException {
    if (storedBefore) {
      lookUp(connection, schema);
    }
    CopyRows copy = new CopyRows(COLUMNS.size(), size * EXPECTED_ROW_BYTES);
    for (Row entry : entries) {
      write(entry.posted, entry.recording, copy);
    }
    copy.send(connection, "%s.posting (%s)".formatted(schema, String.join(", ", COLUMNS)));
    entries.clear();
    size = 0;
  }

  private void write(EntryPosted posted, Recording recording, CopyRows copy) {
    Instant recordedAt = recording.recordedAt();
    Instant effectiveAt = Objects.requireNonNullElse(posted.effectiveAt(), recordedAt);
    Instant asOfThis = asOf == null || recordedAt.isAfter(asOf) ? recordedAt : asOf;
    asOf = asOfThis;
    int line = 0;
    for (Posting posting : posted.postings()) {
      copy.row()
          .bigint(recording.position())
          .integer(++line)
          .uuid(posted.entryId().uuid())
          .text(StorableText.ofNullable(posting.account()))
          .text(posting.side().toString())
          .bigint(posting.amount().minorUnits())
          .text(posting.amount().currency().getCurrencyCode())
          .numeric(balanceAfter(posted, posting))
          .timestamp(recordedAt)
          .timestamp(effectiveAt)
          .timestamp(asOfThis);
      if (effectiveAt.isBefore(asOfThis)) {
        backdate(posting, effectiveAt, asOfThis, recording.position());
      }
    }
  }

  private void backdate(Posting posting, Instant effectiveAt, Instant recordedAt, long position) {
    String account = posting.account().toString();
    BigInteger change = BigInteger.valueOf(posting.changeMinorUnits());
    backdated.merge(
        new BackdatedDay.Key(account, BackdatedDay.of(effectiveAt)),
        new BackdatedDay(account, BackdatedDay.of(effectiveAt), change, BigInteger.ZERO, position),
        BackdatedDay::plus);
    backdated.merge(
        new BackdatedDay.Key(account, BackdatedDay.of(recordedAt)),
        new BackdatedDay(account, BackdatedDay.of(recordedAt), BigInteger.ZERO, change, position),
        BackdatedDay::plus);
  }

  private BigInteger balanceAfter(EntryPosted posted, Posting posting) {
    Money stated = posted.balancesAfter().get(posting.account());
    return switch (posting.account()) {
      case WalletId wallet -> {
        if (stated == null) {
          throw new IllegalStateException(
              "%s does not say what %s holds after it.".formatted(posted.entryId(), wallet));
        }
        yield BigInteger.valueOf(stated.minorUnits());
      }
      case SystemAccountId account -> {
        BigInteger after =
            stated == null
                ? balances
                    .getOrDefault(account, BigInteger.ZERO)
                    .add(BigInteger.valueOf(posting.changeMinorUnits()))
                : BigInteger.valueOf(stated.minorUnits());
        balances.put(account, after);
        yield after;
      }
    };
  }

  private void lookUp(Connection connection, String schema) throws SQLException {
    String[] unknown =
        entries.stream()
            .flatMap(entry -> entry.posted.postings().stream())
            .map(Posting::account)
            .filter(account -> account instanceof SystemAccountId && !balances.containsKey(account))
            .map(AccountId::toString)
            .distinct()
            .toArray(String[]::new);
    if (asOf != null && unknown.length == 0) {
      return;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            (SELECT NULL AS account, NULL AS balance, as_of FROM %1$s.posting
              ORDER BY position DESC LIMIT 1)
            UNION ALL
            SELECT account, last.balance, NULL
              FROM unnest(?) AS unknown (account)
             CROSS JOIN LATERAL (
                   SELECT balance FROM %1$s.posting p WHERE p.account = unknown.account
                    ORDER BY as_of DESC, position DESC LIMIT 1) AS last\
            """
                .formatted(schema))) {
      Array accounts = connection.createArrayOf("text", unknown);
      select.setArray(1, accounts);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String account = row.getString(1);
          if (account == null) {
            asOf = row.getObject(3, OffsetDateTime.class).toInstant();
          } else {
            BigDecimal balance = row.getBigDecimal(2);
            balances.put(SystemAccountId.parse(account), balance.toBigIntegerExact());
          }
        }
      }
    }
  }

  private record Row(EntryPosted posted, Recording recording) {}

  /** A day that is over: what was posted on it is stored already. */
  private record Closing(DayClosed closed, long position) {

    void write(Connection connection, String schema) throws SQLException {
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              WITH before AS (
                SELECT coalesce(max(last_position), 0) AS position FROM %1$s.closed_day
              ), edge AS (
                -- Times never go back along positions: the first posting behind the day ends it.
                SELECT coalesce((SELECT p.position FROM %1$s.posting p, before
                                  WHERE p.position > before.position AND p.as_of >= ?
                                  ORDER BY p.position LIMIT 1), ?) AS position
              ), kept AS (
                INSERT INTO %1$s.balance_snapshot (account, day, currency, balance, position)
                SELECT DISTINCT ON (account) account, ?, currency, balance, position
                  FROM %1$s.posting
                 WHERE position > (SELECT position FROM before)
                   AND position < (SELECT position FROM edge) AND position < ?
                 ORDER BY account, position DESC
                RETURNING position
              )
              INSERT INTO %1$s.closed_day (day, ended_at, zone, last_position, position)
              SELECT ?, ?, ?, greatest(position, (SELECT max(position) FROM kept)), ? FROM before\
              """
                  .formatted(schema))) {
        OffsetDateTime endedAt = closed.endedAt().atOffset(ZoneOffset.UTC);
        insert.setObject(1, endedAt);
        insert.setLong(2, position);
        insert.setObject(3, closed.day());
        insert.setLong(4, position);
        insert.setObject(5, closed.day());
        insert.setObject(6, endedAt);
        insert.setString(7, closed.zone());
        insert.setLong(8, position);
        insert.executeUpdate();
      }
    }
  }
}
