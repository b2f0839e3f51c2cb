package io.griot.projection.grant;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.grant.GrantEvent;
import io.griot.core.grant.GrantEvent.GrantApproved;
import io.griot.core.grant.GrantEvent.GrantPulled;
import io.griot.core.grant.GrantEvent.GrantRejected;
import io.griot.core.grant.GrantEvent.GrantRequested;
import io.griot.core.grant.GrantEvent.GrantResumed;
import io.griot.core.grant.GrantEvent.GrantSuspended;
import io.griot.core.grant.GrantEvent.GrantTermsChanged;
import io.griot.core.grant.GrantStatus;
import io.griot.core.id.GrantId;
import io.griot.core.journal.JournalEvent;
import io.griot.core.journal.JournalEvent.EntryDisputeEnded;
import io.griot.core.journal.JournalEvent.EntryDisputed;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.JournalEvent.EntryReversed;
import io.griot.core.money.Money;
import io.griot.projection.view.Recording;
import io.griot.projection.view.Rows;
import io.griot.projection.view.SqlArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a batch of events changes at each grant. */
final class GrantRows implements Rows {

  private final Map<GrantId, Change> changes = new LinkedHashMap<>();

  @Override
  public void add(GrantEvent event, Recording recording) {
    Change change = changes.computeIfAbsent(event.grantId(), Change::new);
    switch (event) {
      case GrantRequested requested -> {
        change.requested = new Requested(requested, recording);
        change.terms =
            new Terms(requested.max(), requested.expiresAt(), true, requested.metaData());
        change.answer(GrantStatus.PENDING, recording);
      }
      case GrantApproved _, GrantResumed _ -> change.answer(GrantStatus.APPROVED, recording);
      case GrantRejected _ -> change.answer(GrantStatus.REJECTED, recording);
      case GrantSuspended _ -> change.answer(GrantStatus.SUSPENDED, recording);
      case GrantTermsChanged changed -> {
        change.terms =
            new Terms(changed.max(), changed.expiresAt(), changed.active(), changed.metaData());
        change.updated = recording;
      }
      case GrantPulled pulled ->
          change.pulledMinorUnits =
              Math.addExact(change.pulledMinorUnits, pulled.amount().minorUnits());
    }
  }

  @Override
  public void add(JournalEvent event, Recording recording) {
    switch (event) {
      // The grant's own events say what was pulled.
      case EntryPosted _,
          EntryRefunded _,
          EntryReversed _,
          EntryDisputed _,
          EntryDisputeEnded _ -> {}
    }
  }

  @Override
  public void add(AccountEvent event, Recording recording) {
    switch (event) {
      case WalletEvent _, SystemAccountEvent _ -> {}
    }
  }

  @Override
  public int size() {
    return changes.size();
  }

  @Override
  public void write(Connection connection, String schema) throws SQLException {
    List<Requested> requested =
        changes.values().stream()
            .map(change -> change.requested)
            .<Requested>mapMulti(
                (request, found) -> {
                  if (request != null) {
                    found.accept(request);
                  }
                })
            .toList();
    if (!requested.isEmpty()) {
      writeRequested(connection, schema, requested);
    }
    List<Termed> termed =
        changes.values().stream()
            .<Termed>mapMulti(
                (change, found) -> {
                  if (change.terms != null) {
                    found.accept(new Termed(change.grantId, change.terms));
                  }
                })
            .toList();
    if (!termed.isEmpty()) {
      writeTerms(connection, schema, termed);
    }
    if (!changes.isEmpty()) {
      writeChanges(connection, schema, changes.values());
    }
    changes.clear();
  }

  private static void writeRequested(
      Connection connection, String schema, Collection<Requested> requested) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO %s.enterprise_grant (
                grant_id, enterprise, person, payer, beneficiary, max_minor_units,
                pulled_minor_units, currency, active, status, created_at, updated_at, position)
            SELECT grant_id, enterprise, person, payer, beneficiary, max, 0, currency, true,
                   'pending', %s, %s, position
              FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                          ?::text[], ?::bigint[], ?::bigint[])
                AS r (grant_id, enterprise, person, payer, beneficiary, max, currency, micros,
                      position)\
            """
                .formatted(schema, SqlArrays.instant("micros"), SqlArrays.instant("micros")))) {
      new SqlArrays<>(insert, requested)
          .uuids(row -> row.event.grantId().uuid())
          .texts(row -> row.event.enterprise())
          .texts(row -> row.event.user())
          .texts(row -> row.event.payer())
          .texts(row -> row.event.beneficiary())
          .longs(row -> row.event.max().minorUnits())
          .texts(row -> row.event.max().currency().getCurrencyCode())
          .micros(row -> row.recording.recordedAt())
          .longs(row -> row.recording.position());
      insert.executeUpdate();
    }
  }

  private static void writeTerms(Connection connection, String schema, Collection<Termed> termed)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE %s.enterprise_grant g
               SET max_minor_units = t.max, active = t.active, meta_data = t.meta_data,
                   expires_at = %s
              FROM unnest(?::uuid[], ?::bigint[], ?::boolean[], ?::text[], ?::bigint[])
                AS t (grant_id, max, active, meta_data, expires_micros)
             WHERE g.grant_id = t.grant_id\
            """
                .formatted(schema, SqlArrays.instant("t.expires_micros")))) {
      new SqlArrays<>(update, termed)
          .uuids(row -> row.grantId.uuid())
          .longs(row -> row.terms.max().minorUnits())
          .booleans(row -> row.terms.active())
          .texts(row -> row.terms.metaData())
          .nullableMicros(row -> row.terms.expiresAt());
      update.executeUpdate();
    }
  }

  private static void writeChanges(Connection connection, String schema, Collection<Change> changes)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE %s.enterprise_grant g
               SET pulled_minor_units = pulled_minor_units + c.pulled,
                   status = coalesce(c.status, g.status),
                   updated_at = CASE WHEN c.micros > 0 THEN %s ELSE g.updated_at END
              FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::bigint[])
                AS c (grant_id, pulled, status, micros)
             WHERE g.grant_id = c.grant_id\
            """
                .formatted(schema, SqlArrays.instant("c.micros")))) {
      new SqlArrays<>(update, changes)
          .uuids(change -> change.grantId.uuid())
          .longs(change -> change.pulledMinorUnits)
          .texts(change -> change.status == null ? null : change.status.text())
          .micros(change -> change.updated == null ? Instant.EPOCH : change.updated.recordedAt());
      update.executeUpdate();
    }
  }

  private record Requested(GrantRequested event, Recording recording) {}

  private record Terms(
      Money max, @Nullable Instant expiresAt, boolean active, @Nullable String metaData) {}

  private record Termed(GrantId grantId, Terms terms) {}

  /** What the batch does to one grant. */
  private static final class Change {

    private final GrantId grantId;
    private @Nullable Requested requested;
    private @Nullable Terms terms;
    private @Nullable GrantStatus status;
    private @Nullable Recording updated;
    private long pulledMinorUnits;

    Change(GrantId grantId) {
      this.grantId = grantId;
    }

    void answer(GrantStatus answered, Recording recording) {
      status = answered;
      updated = recording;
    }
  }
}
