package io.griot.projection.journal;

import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.journal.EntryKind;
import io.griot.core.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds journal entries; lists start with the one recorded last. */
public final class EntryFinder {

  private static final String SELECT =
      """
      SELECT *, ARRAY(SELECT key FROM jsonb_each_text(refs) ORDER BY key) AS ref_keys,
             ARRAY(SELECT value FROM jsonb_each_text(refs) ORDER BY key) AS ref_values
        FROM
      """;

  private final JdbcClient jdbc;

  public EntryFinder(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** The entry of that name. */
  public Optional<EntryView> find(EntryId entryId) {
    return jdbc.sql(SELECT + "views.entry WHERE entry_id = ?")
        .param(entryId.uuid())
        .query((row, _) -> entry(row))
        .optional();
  }

  /** The entries before a position that touch any of the accounts, with either leg. */
  public List<EntryView> ofAccounts(
      Collection<? extends AccountId> accounts, long before, int limit) {
    return jdbc.sql(
            SELECT
                + """
                (SELECT DISTINCT ON (e.position) e.*
                   FROM unnest(:accounts::text[]) AS mine (account)
                  CROSS JOIN LATERAL (
                        (SELECT * FROM views.entry
                          WHERE from_account = mine.account AND position < :before
                          ORDER BY position DESC LIMIT :limit)
                        UNION ALL
                        (SELECT * FROM views.entry
                          WHERE to_account = mine.account AND position < :before
                          ORDER BY position DESC LIMIT :limit)) AS e
                  ORDER BY e.position DESC LIMIT :limit) AS found
                 ORDER BY position DESC\
                """)
        .param("accounts", accounts.stream().map(AccountId::toString).toArray(String[]::new))
        .param("before", before)
        .param("limit", limit)
        .query((row, _) -> entry(row))
        .list();
  }

  /** All entries before a position. */
  public List<EntryView> all(long before, int limit) {
    return jdbc.sql(SELECT + "views.entry WHERE position < ? ORDER BY position DESC LIMIT ?")
        .param(before)
        .param(limit)
        .query((row, _) -> entry(row))
        .list();
  }

  /** The refunds of an entry, or its reversal, the last first. */
  public List<EntryView> correcting(EntryId entryId, int limit) {
    return jdbc.sql(SELECT + "views.entry WHERE corrects = ? ORDER BY position DESC LIMIT ?")
        .param(entryId.uuid())
        .param(limit)
        .query((row, _) -> entry(row))
        .list();
  }

  private static EntryView entry(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    Currency currency = Currency.getInstance(row.getString("currency"));
    UUID corrects = row.getObject("corrects", UUID.class);
    return new EntryView(
        new EntryId(row.getObject("entry_id", UUID.class)),
        EntryKind.parse(kind).orElseThrow(() -> new IllegalStateException("No kind " + kind)),
        AccountId.parse(row.getString("from_account")),
        AccountId.parse(row.getString("to_account")),
        new Money(row.getLong("amount_minor_units"), currency),
        row.getString("remarks"),
        references(row),
        EntryStatus.parse(row.getString("status")),
        new Money(row.getLong("refunded_minor_units"), currency),
        corrects == null ? null : new EntryId(corrects),
        instant(row, "recorded_at"),
        instant(row, "effective_at"),
        instant(row, "updated_at"),
        row.getLong("position"));
  }

  private static Map<String, String> references(ResultSet row) throws SQLException {
    String[] keys = (String[]) row.getArray("ref_keys").getArray();
    String[] values = (String[]) row.getArray("ref_values").getArray();
    Map<String, String> references = new TreeMap<>();
    for (int i = 0; i < keys.length; i++) {
      references.put(keys[i], values[i]);
    }
    return references;
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
