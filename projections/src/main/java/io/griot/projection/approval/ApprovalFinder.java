package io.griot.projection.approval;

import io.griot.core.id.ApprovalId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds approvals; lists start with the one requested last. */
public final class ApprovalFinder {

  private final JdbcClient jdbc;

  public ApprovalFinder(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** The approval of that name. */
  public Optional<ApprovalView> find(ApprovalId approvalId) {
    return jdbc.sql("SELECT * FROM views.approval WHERE approval_id = ?")
        .param(approvalId.uuid())
        .query((row, _) -> approval(row))
        .optional();
  }

  /**
   * Approvals requested before a position.
   *
   * @param status as it is sent; null stands for any
   */
  public List<ApprovalView> list(@Nullable String status, long before, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM views.approval
             WHERE position < :before AND (:status::text IS NULL OR status = :status)
             ORDER BY position DESC LIMIT :limit\
            """)
        .param("before", before)
        .param("status", status)
        .param("limit", limit)
        .query((row, _) -> approval(row))
        .list();
  }

  private static ApprovalView approval(ResultSet row) throws SQLException {
    String decidedBy = row.getString("decided_by");
    UUID entryId = row.getObject("entry_id", UUID.class);
    OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
    return new ApprovalView(
        new ApprovalId(row.getObject("approval_id", UUID.class)),
        row.getString("kind"),
        row.getString("subject"),
        new Money(
            row.getLong("amount_minor_units"), Currency.getInstance(row.getString("currency"))),
        row.getBoolean("from_suspense"),
        row.getString("remarks"),
        Owner.parse(row.getString("requested_by")),
        row.getString("status"),
        decidedBy == null ? null : Owner.parse(decidedBy),
        row.getString("decision_remarks"),
        entryId == null ? null : new EntryId(entryId),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        decidedAt == null ? null : decidedAt.toInstant(),
        row.getLong("position"));
  }
}
