package io.griot.projection.snapshot;

import io.griot.core.id.AccountId;
import io.griot.projection.journal.BalanceSql;
import io.griot.projection.journal.TimeBasis;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds what accounts held, at the ends of days and at any instant. */
public final class SnapshotFinder {

  private final JdbcClient jdbc;

  public SnapshotFinder(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * A place in the list of daily balances.
   *
   * @param account of that day
   */
  public record Place(LocalDate day, AccountId account) {}

  /**
   * What accounts held at the ends of days, the last day first: a row for each day that ended since
   * they were opened, whether or not anything happened on it.
   *
   * @param since days that ended earlier are left out
   * @param behind where the list goes on
   */
  public List<BalanceAt> daily(
      Collection<AccountId> accounts, Instant since, Optional<Place> behind, int limit) {
    return jdbc.sql(
            """
            SELECT d.day, d.ended_at AS at, a.account, a.currency,
                   coalesce((SELECT s.balance FROM views.balance_snapshot s
                              WHERE s.account = a.account AND s.day <= d.day
                              ORDER BY s.day DESC LIMIT 1), 0) AS balance
              FROM views.closed_day d
              JOIN views.account a ON a.opened_at < d.ended_at
             WHERE a.account = ANY (:accounts) AND d.ended_at >= :since
               AND (d.day < :day OR d.day = :day AND a.account < :account)
             ORDER BY d.day DESC, a.account DESC LIMIT :limit\
            """)
        .param("accounts", names(accounts))
        .param("since", since.atOffset(ZoneOffset.UTC))
        .param("day", behind.map(Place::day).orElse(LocalDate.of(9999, 12, 31)))
        .param("account", behind.map(place -> place.account().toString()).orElse(""))
        .param("limit", limit)
        .query((row, _) -> balance(row, row.getObject("day", LocalDate.class)))
        .list();
  }

  /**
   * What accounts held with everything that happened up to and at an instant, in the order of their
   * names.
   *
   * @param behind the account behind which the list goes on, or null for its beginning
   */
  public List<BalanceAt> at(
      Collection<AccountId> accounts,
      Instant instant,
      TimeBasis basis,
      @Nullable AccountId behind,
      int limit) {
    return jdbc.sql(
            "SELECT a.account, a.currency, CAST(:at AS timestamptz) AS at, "
                + BalanceSql.of(basis, "a.account")
                + """
                 AS balance
                  FROM views.account a
                 WHERE a.account = ANY (:accounts) AND a.account > :behind
                 ORDER BY a.account LIMIT :limit\
                """)
        .param("accounts", names(accounts))
        .param("at", instant.atOffset(ZoneOffset.UTC))
        .param("behind", behind == null ? "" : behind.toString())
        .param("limit", limit)
        .params(BalanceSql.at(instant))
        .query((row, _) -> balance(row, null))
        .list();
  }

  /** The day that was closed last. */
  public Optional<LocalDate> lastClosed() {
    return jdbc.sql("SELECT max(day) FROM views.closed_day").query(LocalDate.class).optional();
  }

  /** When the ledger recorded its first posting. */
  public Optional<Instant> firstPosting() {
    return jdbc.sql("SELECT as_of FROM views.posting ORDER BY position LIMIT 1")
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  private static String[] names(Collection<AccountId> accounts) {
    return accounts.stream().map(AccountId::toString).toArray(String[]::new);
  }

  private static BalanceAt balance(ResultSet row, @Nullable LocalDate day) throws SQLException {
    return new BalanceAt(
        AccountId.parse(row.getString("account")),
        Currency.getInstance(row.getString("currency")),
        row.getBigDecimal("balance").toBigIntegerExact(),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        day);
  }
}
