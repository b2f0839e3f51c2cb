package io.griot.projection.notification;

import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds what somebody is told of, the last first: of entries, grants, disputes and bill payments.
 */
public final class NotificationFinder {

  private final JdbcClient jdbc;

  public NotificationFinder(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** A place in the list; what is told of one event keeps its order by the line. */
  public record Place(long position, int line) {

    /** Before everything. */
    public static final Place BEGINNING = new Place(Long.MAX_VALUE, 0);
  }

  /**
   * What is told to owners and to the owners of wallets, behind a place in the list.
   *
   * <p>Whoever sends money to a wallet of his own is told of both.
   */
  public List<NotificationView> of(
      Collection<? extends Owner> owners,
      Collection<? extends AccountId> wallets,
      Place behind,
      int limit) {
    String[] accounts = wallets.stream().map(AccountId::toString).toArray(String[]::new);
    return jdbc.sql(
            """
            SELECT told.*
              FROM (SELECT sent.*
                      FROM unnest(:wallets::text[]) AS mine (account)
                     CROSS JOIN LATERAL (
                           SELECT position, 1 AS line, from_account AS recipient,
                                  'money_sent' AS kind, NULL::uuid AS subject, entry_id,
                                  amount_minor_units, currency, recorded_at
                             FROM views.entry
                            WHERE from_account = mine.account AND position <= :position
                            ORDER BY position DESC LIMIT :limit + 1) AS sent
                     UNION ALL
                    SELECT received.*
                      FROM unnest(:wallets::text[]) AS mine (account)
                     CROSS JOIN LATERAL (
                           SELECT position, 2, to_account, 'money_received', NULL::uuid, entry_id,
                                  amount_minor_units, currency, recorded_at
                             FROM views.entry
                            WHERE to_account = mine.account AND position <= :position
                            ORDER BY position DESC LIMIT :limit + 1) AS received
                     UNION ALL
                    SELECT other.*
                      FROM unnest(:recipients::text[]) AS mine (recipient)
                     CROSS JOIN LATERAL (
                           SELECT position, line, recipient, kind, subject, entry_id,
                                  amount_minor_units, currency, recorded_at
                             FROM views.notification
                            WHERE recipient = mine.recipient AND position <= :position
                            ORDER BY position DESC LIMIT :limit + 1) AS other) AS told
             WHERE position < :position OR line > :line
             ORDER BY position DESC, line LIMIT :limit\
            """)
        .param("wallets", accounts)
        .param(
            "recipients",
            Stream.concat(owners.stream().map(Owner::toString), Stream.of(accounts))
                .toArray(String[]::new))
        .param("position", behind.position())
        .param("line", behind.line())
        .param("limit", limit)
        .query((row, _) -> notification(row))
        .list();
  }

  private static NotificationView notification(ResultSet row) throws SQLException {
    UUID entryId = row.getObject("entry_id", UUID.class);
    String kind = row.getString("kind");
    return new NotificationView(
        row.getLong("position"),
        row.getInt("line"),
        row.getString("recipient"),
        NotificationKind.find(kind).orElseThrow(() -> new IllegalStateException("No kind " + kind)),
        row.getObject("subject", UUID.class),
        entryId == null ? null : new EntryId(entryId),
        amount(row),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable Money amount(ResultSet row) throws SQLException {
    String currency = row.getString("currency");
    return currency == null
        ? null
        : new Money(row.getLong("amount_minor_units"), Currency.getInstance(currency));
  }
}
