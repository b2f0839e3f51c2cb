package io.griot.projection.hold;

import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.id.HoldId;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
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

/** Finds holds; lists start with the one placed last. */
public final class HoldFinder {

  private final JdbcClient jdbc;

  public HoldFinder(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** The hold of that name. */
  public Optional<HoldView> find(HoldId holdId) {
    return jdbc.sql("SELECT * FROM views.hold WHERE hold_id = ?")
        .param(holdId.uuid())
        .query((row, _) -> hold(row))
        .optional();
  }

  /**
   * The holds on any of the wallets, placed before a position.
   *
   * @param status null for whatever they are
   */
  public List<HoldView> ofWallets(
      Collection<? extends AccountId> wallets,
      @Nullable HoldStatus status,
      long before,
      int limit) {
    return jdbc.sql(
            """
            SELECT * FROM views.hold
             WHERE wallet = ANY (:wallets::text[]) AND position < :before
               AND (:status::text IS NULL OR status = :status)
             ORDER BY position DESC LIMIT :limit\
            """)
        .param("wallets", wallets.stream().map(AccountId::toString).toArray(String[]::new))
        .param("before", before)
        .param("status", status == null ? null : status.text())
        .param("limit", limit)
        .query((row, _) -> hold(row))
        .list();
  }

  /** Holds whose time is over and that still stand, the oldest first. */
  public List<HoldId> over(Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT hold_id FROM views.hold
             WHERE status = 'placed' AND expires_at <= ?::timestamptz ORDER BY expires_at LIMIT ?\
            """)
        .param(now.toString())
        .param(limit)
        .query((row, _) -> new HoldId(row.getObject(1, UUID.class)))
        .list();
  }

  private static HoldView hold(ResultSet row) throws SQLException {
    Currency currency = Currency.getInstance(row.getString("currency"));
    UUID entryId = row.getObject("entry_id", UUID.class);
    OffsetDateTime expiresAt = row.getObject("expires_at", OffsetDateTime.class);
    return new HoldView(
        new HoldId(row.getObject("hold_id", UUID.class)),
        WalletId.parse(row.getString("wallet")),
        new Money(row.getLong("amount_minor_units"), currency),
        HoldStatus.parse(row.getString("status")).orElseThrow(),
        expiresAt == null ? null : expiresAt.toInstant(),
        row.getString("remarks"),
        new Money(row.getLong("paid_minor_units"), currency),
        entryId == null ? null : new EntryId(entryId),
        row.getObject("placed_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        row.getLong("position"));
  }
}
