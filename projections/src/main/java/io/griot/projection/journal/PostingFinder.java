package io.griot.projection.journal;

import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.journal.Side;
import io.griot.core.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds postings, and balances as they were. */
public final class PostingFinder {

  private final JdbcClient jdbc;

  public PostingFinder(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** The legs of the entry at a position, in their order. */
  public List<PostingView> ofEntryAt(long position) {
    return jdbc.sql("SELECT * FROM views.posting WHERE position = ? ORDER BY line")
        .param(position)
        .query((row, _) -> posting(row))
        .list();
  }

  /** An account's last postings. */
  public List<PostingView> ofAccount(AccountId account, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM views.posting WHERE account = ?
             ORDER BY as_of DESC, position DESC LIMIT ?\
            """)
        .param(account.toString())
        .param(limit)
        .query((row, _) -> posting(row))
        .list();
  }

  /** An account's postings before one of them, the last first. */
  public List<PostingView> ofAccountBefore(PostingView before, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM views.posting WHERE account = ? AND (as_of, position) < (?, ?)
             ORDER BY as_of DESC, position DESC LIMIT ?\
            """)
        .param(before.account().toString())
        .param(before.asOf().atOffset(ZoneOffset.UTC))
        .param(before.position())
        .param(limit)
        .query((row, _) -> posting(row))
        .list();
  }

  /** What an account held at an instant, in minor units; none before its first posting. */
  public Optional<BigInteger> balanceMinorUnitsAt(AccountId account, Instant instant) {
    return jdbc.sql(
            """
            SELECT balance FROM views.posting WHERE account = ? AND as_of <= ?
             ORDER BY as_of DESC, position DESC LIMIT 1\
            """)
        .param(account.toString())
        .param(instant.atOffset(ZoneOffset.UTC))
        .query(BigDecimal.class)
        .optional()
        .map(BigDecimal::toBigIntegerExact);
  }

  private static PostingView posting(ResultSet row) throws SQLException {
    return new PostingView(
        row.getLong("position"),
        row.getInt("line"),
        new EntryId(row.getObject("entry_id", UUID.class)),
        AccountId.parse(row.getString("account")),
        Side.valueOf(row.getString("side")),
        new Money(
            row.getLong("amount_minor_units"), Currency.getInstance(row.getString("currency"))),
        row.getBigDecimal("balance").toBigIntegerExact(),
        instant(row, "recorded_at"),
        instant(row, "effective_at"),
        instant(row, "as_of"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
