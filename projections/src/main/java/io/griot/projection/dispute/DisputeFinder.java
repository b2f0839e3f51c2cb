package io.griot.projection.dispute;

import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.money.Money;
import io.griot.projection.view.SqlArrays;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds disputes; lists start with the one opened last. */
public final class DisputeFinder {

  private static final List<String> BUCKETS = List.of("0-1", "2-7", "8-30", "31+");

  private final JdbcClient jdbc;

  public DisputeFinder(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Which disputes are listed; null stands for any.
   *
   * @param status as it is sent
   * @param least the smallest amount, in major units of whatever currency
   * @param most the largest amount
   * @param openedFrom when they were opened at the earliest
   * @param openedTo when they were opened at the latest
   */
  public record Filter(
      @Nullable Owner reporter,
      @Nullable String status,
      @Nullable Currency currency,
      @Nullable BigDecimal least,
      @Nullable BigDecimal most,
      @Nullable Instant openedFrom,
      @Nullable Instant openedTo) {}

  /** The dispute of that name. */
  public Optional<DisputeView> find(DisputeId disputeId) {
    return jdbc.sql("SELECT * FROM views.dispute WHERE dispute_id = ?")
        .param(disputeId.uuid())
        .query((row, _) -> dispute(row))
        .optional();
  }

  /** How the dispute came to where it is, the first step first. */
  public List<DisputeView.Step> steps(DisputeId disputeId) {
    return jdbc.sql("SELECT * FROM views.dispute_step WHERE dispute_id = ? ORDER BY position")
        .param(disputeId.uuid())
        .query(
            (row, _) ->
                new DisputeView.Step(
                    row.getString("status"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("actor"),
                    row.getString("notes")))
        .list();
  }

  /** Disputes opened before a position of the log. */
  public List<DisputeView> list(Filter filter, long before, int limit) {
    Owner reporter = filter.reporter();
    Currency currency = filter.currency();
    return jdbc.sql(
            """
            SELECT * FROM views.dispute
             WHERE position < :before
               AND (:reporter::text IS NULL OR reporter = :reporter)
               AND (:status::text IS NULL OR status = :status)
               AND (:currency::text IS NULL OR currency = :currency)
               AND (:least::numeric IS NULL OR amount >= :least)
               AND (:most::numeric IS NULL OR amount <= :most)
               AND (:from::bigint IS NULL OR opened_at >= %s)
               AND (:to::bigint IS NULL OR opened_at <= %s)
             ORDER BY position DESC LIMIT :limit\
            """
                .formatted(SqlArrays.instant(":from::bigint"), SqlArrays.instant(":to::bigint")))
        .param("before", before)
        .param("reporter", reporter == null ? null : reporter.toString())
        .param("status", filter.status())
        .param("currency", currency == null ? null : currency.getCurrencyCode())
        .param("least", filter.least())
        .param("most", filter.most())
        .param("from", micros(filter.openedFrom()))
        .param("to", micros(filter.openedTo()))
        .param("limit", limit)
        .query((row, _) -> dispute(row))
        .list();
  }

  /** Open disputes by age and currency, the youngest first; what there is none of is left out. */
  public List<AgeingBucket> ageing(Instant now) {
    return jdbc.sql(
            """
            SELECT bucket, currency, count(*) AS disputes, sum(amount_minor_units)::bigint AS amount
              FROM (SELECT currency, amount_minor_units,
                           floor(extract(epoch FROM (%s) - opened_at) / 86400) AS days
                      FROM views.dispute WHERE status <> 'resolved') AS open
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN days <= 1 THEN 1 WHEN days <= 7 THEN 2 WHEN days <= 30 THEN 3
                               ELSE 4 END) AS aged (bucket)
             GROUP BY bucket, currency ORDER BY bucket, currency\
            """
                .formatted(SqlArrays.instant(":now::bigint")))
        .param("now", micros(now))
        .query(
            (row, _) ->
                new AgeingBucket(
                    BUCKETS.get(row.getInt("bucket") - 1),
                    row.getLong("disputes"),
                    new Money(
                        row.getLong("amount"), Currency.getInstance(row.getString("currency")))))
        .list();
  }

  private static @Nullable Long micros(@Nullable Instant instant) {
    return instant == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static DisputeView dispute(ResultSet row) throws SQLException {
    Currency currency = Currency.getInstance(row.getString("currency"));
    UUID refundId = row.getObject("refund_id", UUID.class);
    return new DisputeView(
        new DisputeId(row.getObject("dispute_id", UUID.class)),
        new EntryId(row.getObject("entry_id", UUID.class)),
        Owner.parse(row.getString("reporter")),
        new Money(row.getLong("amount_minor_units"), currency),
        new Money(row.getLong("frozen_minor_units"), currency),
        row.getString("notes"),
        row.getString("status"),
        refundId == null ? null : new EntryId(refundId),
        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        row.getLong("position"));
  }
}
