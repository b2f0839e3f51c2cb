package io.griot.projection.bill;

import io.griot.core.account.AccountEvent;
import io.griot.core.account.AccountEvent.SystemAccountEvent;
import io.griot.core.account.AccountEvent.WalletEvent;
import io.griot.core.bill.BillPaymentEvent;
import io.griot.core.bill.BillPaymentEvent.BillPaymentConfirmed;
import io.griot.core.bill.BillPaymentEvent.BillPaymentContradicted;
import io.griot.core.bill.BillPaymentEvent.BillPaymentFunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentNotSent;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeSought;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeUnknown;
import io.griot.core.bill.BillPaymentEvent.BillPaymentReferred;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRefunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRejected;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRequested;
import io.griot.core.bill.BillPaymentEvent.BillPaymentResolved;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSettled;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSubmitted;
import io.griot.core.bill.BillPaymentStatus;
import io.griot.core.bill.Confirmation;
import io.griot.core.bill.Resolution;
import io.griot.core.id.BillPaymentId;
import io.griot.core.journal.JournalEvent;
import io.griot.core.money.Money;
import io.griot.projection.view.JsonText;
import io.griot.projection.view.Recording;
import io.griot.projection.view.Rows;
import io.griot.projection.view.SqlArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payments to utilities, and each step on their way. */
final class BillPaymentRows implements Rows {

  private final List<Requested> requested = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<BillPaymentId, Change> changes = new LinkedHashMap<>();

  private record Requested(BillPaymentRequested event, Recording recording) {}

  private record Step(
      BillPaymentId paymentId,
      BillPaymentStep kind,
      @Nullable String outcome,
      @Nullable String detail,
      Recording recording) {}

  /** What the batch does to a payment behind its request; what is null stays as it was. */
  private static final class Change {
    private final BillPaymentId paymentId;
    private @Nullable BillPaymentStatus status;
    private boolean referred;
    private @Nullable String reason;
    private @Nullable Confirmation confirmation;
    private @Nullable UUID fundingId;
    private @Nullable UUID settlementId;
    private @Nullable UUID refundId;
    private @Nullable UUID attemptId;
    private @Nullable Money paidBefore;
    private @Nullable String contradiction;
    private @Nullable Instant submittedAt;
    private @Nullable Instant unknownSince;
    private @Nullable Instant endedAt;

    Change(BillPaymentId paymentId) {
      this.paymentId = paymentId;
    }

    void take(BillPaymentEvent event, Instant at) {
      switch (event) {
        case BillPaymentRequested _, BillPaymentOutcomeSought _ -> {}
        case BillPaymentFunded funded -> fundingId = funded.entryId().uuid();
        case BillPaymentSubmitted submitted -> {
          status = BillPaymentStatus.SUBMITTED;
          attemptId = submitted.attemptId().uuid();
          paidBefore = submitted.paidBefore();
          submittedAt = at;
        }
        case BillPaymentNotSent notSent -> reason = notSent.reason();
        case BillPaymentRejected rejected -> reason = rejected.reason();
        case BillPaymentOutcomeUnknown unknown -> {
          status = BillPaymentStatus.UNKNOWN;
          reason = unknown.reason();
          unknownSince = at;
        }
        case BillPaymentReferred _ -> referred = true;
        case BillPaymentResolved resolved -> {
          if (resolved.resolution() == Resolution.REFUNDED) {
            reason = resolved.evidence();
          }
        }
        case BillPaymentConfirmed confirmed -> {
          status = BillPaymentStatus.CONFIRMED;
          confirmation = confirmed.confirmation();
        }
        case BillPaymentSettled settled -> {
          settlementId = settled.entryId().uuid();
          endedAt = at;
        }
        case BillPaymentRefunded refunded -> {
          status = BillPaymentStatus.REFUNDED;
          refundId = refunded.entryId().uuid();
          endedAt = at;
        }
        case BillPaymentContradicted contradicted -> contradiction = contradicted.claim();
      }
    }
  }

  @Override
  public void add(BillPaymentEvent event, Recording recording) {
    if (event instanceof BillPaymentRequested happened) {
      requested.add(new Requested(happened, recording));
    } else {
      changes.computeIfAbsent(event.paymentId(), Change::new).take(event, recording.recordedAt());
    }
    steps.add(
        new Step(
            event.paymentId(),
            BillPaymentStep.of(event),
            outcome(event),
            detail(event),
            recording));
  }

  @Override
  public void add(JournalEvent event, Recording recording) {
    // The payment's own events name its entries.
  }

  @Override
  public void add(AccountEvent event, Recording recording) {
    switch (event) {
      // What a payment moves, its entries say.
      case WalletEvent _, SystemAccountEvent _ -> {}
    }
  }

  @Override
  public int size() {
    return requested.size() + steps.size();
  }

  @Override
  public void write(Connection connection, String schema) throws SQLException {
    if (!requested.isEmpty()) {
      writeRequested(connection, schema);
      requested.clear();
    }
    if (!changes.isEmpty()) {
      writeChanges(connection, schema);
      changes.clear();
    }
    if (!steps.isEmpty()) {
      writeSteps(connection, schema);
      steps.clear();
    }
  }

  private static @Nullable String outcome(BillPaymentEvent event) {
    return switch (event) {
      case BillPaymentOutcomeSought sought -> sought.sought().text();
      case BillPaymentResolved resolved -> resolved.resolution().text();
      case BillPaymentRequested _,
          BillPaymentFunded _,
          BillPaymentSubmitted _,
          BillPaymentNotSent _,
          BillPaymentRejected _,
          BillPaymentOutcomeUnknown _,
          BillPaymentReferred _,
          BillPaymentConfirmed _,
          BillPaymentSettled _,
          BillPaymentRefunded _,
          BillPaymentContradicted _ ->
          null;
    };
  }

  private static @Nullable String detail(BillPaymentEvent event) {
    return switch (event) {
      case BillPaymentNotSent notSent -> notSent.reason();
      case BillPaymentRejected rejected -> rejected.reason();
      case BillPaymentOutcomeUnknown unknown -> unknown.reason();
      case BillPaymentOutcomeSought sought -> sought.detail();
      case BillPaymentReferred referred -> referred.reason();
      case BillPaymentResolved resolved -> resolved.evidence();
      case BillPaymentConfirmed confirmed -> confirmed.confirmation().providerReference();
      case BillPaymentContradicted contradicted -> contradicted.claim();
      case BillPaymentRequested _,
          BillPaymentFunded _,
          BillPaymentSubmitted _,
          BillPaymentSettled _,
          BillPaymentRefunded _ ->
          null;
    };
  }

  private void writeRequested(Connection connection, String schema) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO %s.bill_payment (
                payment_id, wallet, utility, provider, payee, amount_minor_units, currency, status,
                referred, vouchers, grant_id, remarks, requested_at, position)
            SELECT payment_id, wallet, utility, provider, payee, amount, currency, 'funded', false,
                   '{}', grant_id, remarks, %s, position
              FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                          ?::text[], ?::uuid[], ?::text[], ?::bigint[], ?::bigint[])
                AS r (payment_id, wallet, utility, provider, payee, amount, currency, grant_id,
                      remarks, micros, position)\
            """
                .formatted(schema, SqlArrays.instant("micros")))) {
      new SqlArrays<>(insert, requested)
          .uuids(row -> row.event().paymentId().uuid())
          .texts(row -> row.event().walletId())
          .texts(row -> row.event().payee().utility().name())
          .texts(row -> row.event().payee().utility().provider().text())
          .texts(row -> row.event().payee())
          .longs(row -> row.event().amount().minorUnits())
          .texts(row -> row.event().amount().currency().getCurrencyCode())
          .uuids(row -> row.event().grantId() == null ? null : row.event().grantId().uuid())
          .texts(row -> row.event().remarks())
          .micros(row -> row.recording().recordedAt())
          .longs(row -> row.recording().position());
      insert.executeUpdate();
    }
  }

  private void writeChanges(Connection connection, String schema) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE %s.bill_payment p
               SET status = came.status,
                   referred = came.status = 'unknown' AND (c.referred OR p.referred),
                   reason = CASE WHEN came.status <> 'confirmed' THEN coalesce(c.reason, p.reason)
                            END,
                   provider_reference = coalesce(c.provider_reference, p.provider_reference),
                   vouchers = coalesce(c.vouchers::jsonb, p.vouchers),
                   funding_id = coalesce(c.funding_id, p.funding_id),
                   settlement_id = coalesce(c.settlement_id, p.settlement_id),
                   refund_id = coalesce(c.refund_id, p.refund_id),
                   attempt_id = coalesce(c.attempt_id, p.attempt_id),
                   paid_before_minor_units = coalesce(c.paid_before::bigint,
                                                      p.paid_before_minor_units),
                   contradiction = coalesce(c.contradiction, p.contradiction),
                   submitted_at = coalesce(%s, p.submitted_at),
                   unknown_since = coalesce(%s, p.unknown_since),
                   ended_at = coalesce(%s, p.ended_at)
              FROM unnest(?::uuid[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::text[],
                          ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[],
                          ?::bigint[], ?::bigint[], ?::bigint[])
                AS c (payment_id, status, referred, reason, provider_reference, vouchers,
                      funding_id, settlement_id, refund_id, attempt_id, paid_before, contradiction,
                      submitted, unknown, ended)
              JOIN %s.bill_payment before USING (payment_id)
             CROSS JOIN LATERAL (SELECT coalesce(c.status, before.status)) AS came (status)
             WHERE p.payment_id = c.payment_id\
            """
                .formatted(
                    schema,
                    SqlArrays.instant("c.submitted"),
                    SqlArrays.instant("c.unknown"),
                    SqlArrays.instant("c.ended"),
                    schema))) {
      new SqlArrays<>(update, changes.values())
          .uuids(change -> change.paymentId.uuid())
          .texts(change -> change.status == null ? null : change.status.text())
          .booleans(change -> change.referred)
          .texts(change -> change.reason)
          .texts(
              change ->
                  change.confirmation == null ? null : change.confirmation.providerReference())
          .texts(
              change ->
                  change.confirmation == null
                      ? null
                      : JsonText.object(change.confirmation.vouchers()))
          .uuids(change -> change.fundingId)
          .uuids(change -> change.settlementId)
          .uuids(change -> change.refundId)
          .uuids(change -> change.attemptId)
          .texts(change -> change.paidBefore == null ? null : change.paidBefore.minorUnits())
          .texts(change -> change.contradiction)
          .nullableMicros(change -> change.submittedAt)
          .nullableMicros(change -> change.unknownSince)
          .nullableMicros(change -> change.endedAt);
      update.executeUpdate();
    }
  }

  private void writeSteps(Connection connection, String schema) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO %s.bill_payment_step (
                position, payment_id, kind, outcome, detail, actor, recorded_at)
            SELECT position, payment_id, kind, outcome, detail, actor, %s
              FROM unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::bigint[])
                AS s (position, payment_id, kind, outcome, detail, actor, micros)\
            """
                .formatted(schema, SqlArrays.instant("micros")))) {
      new SqlArrays<>(insert, steps)
          .longs(step -> step.recording().position())
          .uuids(step -> step.paymentId().uuid())
          .texts(step -> step.kind().text())
          .texts(Step::outcome)
          .texts(Step::detail)
          .texts(step -> step.recording().actor())
          .micros(step -> step.recording().recordedAt());
      insert.executeUpdate();
    }
  }
}
