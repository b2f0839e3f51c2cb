package io.griot.projection.grant;

import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.money.Money;
import io.griot.projection.view.SqlArrays;
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

/** Finds grants; lists start with the one requested last. */
public final class GrantFinder {

  private final JdbcClient jdbc;

  public GrantFinder(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Which grants are listed; null stands for any.
   *
   * @param status as it is sent
   * @param expiresFrom leaves out what expires before it, and what never expires
   */
  public record Filter(
      @Nullable Owner enterprise,
      @Nullable Owner user,
      @Nullable String status,
      @Nullable Instant expiresFrom) {}

  /** The grant of that name. */
  public Optional<GrantView> find(GrantId grantId) {
    return jdbc.sql("SELECT * FROM views.enterprise_grant WHERE grant_id = ?")
        .param(grantId.uuid())
        .query((row, _) -> grant(row))
        .optional();
  }

  /** Grants requested before a position. */
  public List<GrantView> list(Filter filter, long before, int limit) {
    Instant from = filter.expiresFrom();
    return jdbc.sql(
            """
            SELECT * FROM views.enterprise_grant
             WHERE position < :before
               AND (:enterprise::text IS NULL OR enterprise = :enterprise)
               AND (:person::text IS NULL OR person = :person)
               AND (:status::text IS NULL OR status = :status)
               AND (:micros::bigint IS NULL
                    OR expires_at >= %s)
             ORDER BY position DESC LIMIT :limit\
            """
                .formatted(SqlArrays.instant(":micros::bigint")))
        .param("before", before)
        .param("enterprise", text(filter.enterprise()))
        .param("person", text(filter.user()))
        .param("status", filter.status())
        .param("micros", from == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, from))
        .param("limit", limit)
        .query((row, _) -> grant(row))
        .list();
  }

  private static @Nullable String text(@Nullable Owner owner) {
    return owner == null ? null : owner.toString();
  }

  private static GrantView grant(ResultSet row) throws SQLException {
    Currency currency = Currency.getInstance(row.getString("currency"));
    OffsetDateTime expiresAt = row.getObject("expires_at", OffsetDateTime.class);
    return new GrantView(
        new GrantId(row.getObject("grant_id", UUID.class)),
        Owner.parse(row.getString("enterprise")),
        Owner.parse(row.getString("person")),
        new Money(row.getLong("max_minor_units"), currency),
        new Money(row.getLong("pulled_minor_units"), currency),
        expiresAt == null ? null : expiresAt.toInstant(),
        row.getBoolean("active"),
        row.getString("meta_data"),
        row.getString("status"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        row.getLong("position"));
  }
}
