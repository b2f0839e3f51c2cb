package io.griot.projection.account;

import io.griot.core.id.AccountId;
import io.griot.core.id.Owner;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds accounts; lists start with the one opened last. */
public final class AccountFinder {

  private static final String SELECT = "SELECT * FROM views.account ";

  private final JdbcClient jdbc;

  public AccountFinder(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** The account of that name, once it was opened or posted to. */
  public Optional<AccountView> find(AccountId account) {
    return jdbc.sql(SELECT + "WHERE account = ?")
        .param(account.toString())
        .query((row, _) -> account(row))
        .optional();
  }

  /** The accounts among those named that exist. */
  public List<AccountView> findAll(Collection<? extends AccountId> accounts) {
    return jdbc.sql(SELECT + "WHERE account = ANY (?)")
        .param(accounts.stream().map(AccountId::toString).toArray(String[]::new))
        .query((row, _) -> account(row))
        .list();
  }

  /** The wallet known to others under that name. */
  public Optional<AccountView> findByExternalReference(String externalReference) {
    return jdbc.sql(SELECT + "WHERE external_reference = ?")
        .param(externalReference)
        .query((row, _) -> account(row))
        .optional();
  }

  /** The wallets of one owner, of whatever kind, that were opened before a position. */
  public List<AccountView> walletsOf(UUID ownerId, long before, int limit) {
    return walletsOf(List.of(ownerId), before, limit);
  }

  /** The wallets of several owners that were opened before a position. */
  public List<AccountView> walletsOf(Collection<UUID> ownerIds, long before, int limit) {
    return jdbc.sql(
            SELECT
                + """
                WHERE owner_id = ANY (?) AND opened_position < ?
                ORDER BY opened_position DESC LIMIT ?\
                """)
        .param(ownerIds.toArray(UUID[]::new))
        .param(before)
        .param(limit)
        .query((row, _) -> account(row))
        .list();
  }

  /** The wallet that an owner, of whatever kind, opened first. */
  public Optional<AccountView> firstWalletOf(UUID ownerId) {
    return jdbc.sql(SELECT + "WHERE owner_id = ? ORDER BY opened_position LIMIT 1")
        .param(ownerId)
        .query((row, _) -> account(row))
        .optional();
  }

  /** All wallets that were opened before a position. */
  public List<AccountView> wallets(long before, int limit) {
    return jdbc.sql(
            SELECT
                + """
                WHERE wallet_id IS NOT NULL AND opened_position < ?
                ORDER BY opened_position DESC LIMIT ?\
                """)
        .param(before)
        .param(limit)
        .query((row, _) -> account(row))
        .list();
  }

  static AccountView account(ResultSet row) throws SQLException {
    return new AccountView(
        AccountId.parse(row.getString("account")),
        owner(row),
        row.getString("external_reference"),
        Currency.getInstance(row.getString("currency")),
        minorUnits(row, "debits"),
        minorUnits(row, "credits"),
        minorUnits(row, "posted"),
        minorUnits(row, "frozen"),
        minorUnits(row, "available"),
        row.getBoolean("restricted"),
        instant(row, "opened_at"),
        instant(row, "updated_at"),
        row.getLong("opened_position"),
        row.getLong("position"));
  }

  private static @Nullable Owner owner(ResultSet row) throws SQLException {
    String kind = row.getString("owner_kind");
    if (kind == null) {
      return null;
    }
    String id = row.getString("owner_id");
    return Owner.parse(id == null ? kind : kind + ":" + id);
  }

  private static BigInteger minorUnits(ResultSet row, String column) throws SQLException {
    return row.getBigDecimal(column).toBigIntegerExact();
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
