package io.griot.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The views worked out again from the JSON of the log alone, by the database's own arithmetic, and
 * held against what the projections wrote.
 */
final class LogFold {

  private static final String POSTINGS =
      """
      SELECT e.position, p.line, e.payload ->> 'entryId' AS entry, p.leg ->> 'account' AS account,
             p.leg ->> 'side' AS side, (p.leg -> 'amount' ->> 'minorUnits')::numeric AS amount,
             p.leg -> 'amount' ->> 'currency' AS currency
        FROM ledger.readable_event e
       CROSS JOIN LATERAL
             jsonb_array_elements(e.payload -> 'postings') WITH ORDINALITY AS p (leg, line)
       WHERE e.type = 'EntryPosted'
      """;

  private static final String SIGNED = "CASE side WHEN 'CREDIT' THEN amount ELSE -amount END";

  private LogFold() {}

  /** Fails with the rows in which the views and the log differ. */
  static void assertViewsEqualTheLog(JdbcClient database) {
    assertSame(
        database,
        "SELECT position, line, entry, account, side, amount, currency, sum("
            + SIGNED
            + ") OVER (PARTITION BY account ORDER BY position, line) FROM ("
            + POSTINGS
            + ") AS posting",
        """
        SELECT position, line, 'entry:' || entry_id, account, upper(side), amount_minor_units,
               currency, balance
          FROM views.posting
        """);
    assertSame(
        database,
        """
        WITH posting AS (%s), total AS (
          SELECT account, min(currency) AS currency,
                 coalesce(sum(amount) FILTER (WHERE side = 'DEBIT'), 0) AS debits,
                 coalesce(sum(amount) FILTER (WHERE side = 'CREDIT'), 0) AS credits
            FROM posting GROUP BY account
        ), opened AS (
          SELECT payload ->> 'walletId' AS account, payload ->> 'currency' AS currency,
                 payload ->> 'externalReference' AS reference
            FROM ledger.readable_event WHERE type = 'WalletOpened'
        ), restriction AS (
          SELECT DISTINCT ON (payload ->> 'walletId')
                 payload ->> 'walletId' AS account, type = 'WalletRestricted' AS restricted
            FROM ledger.readable_event WHERE type IN ('WalletRestricted', 'WalletUnrestricted')
           ORDER BY payload ->> 'walletId', position DESC
        ), held AS (
          SELECT payload ->> 'walletId' AS account,
                 sum(CASE type WHEN 'FundsFrozen' THEN 1 ELSE -1 END
                     * (payload -> 'amount' ->> 'minorUnits')::bigint) AS frozen
            FROM ledger.readable_event WHERE type IN ('FundsFrozen', 'FundsReleased')
           GROUP BY payload ->> 'walletId'
        )
        SELECT account, coalesce(opened.currency, total.currency), coalesce(debits, 0),
               coalesce(credits, 0), coalesce(credits, 0) - coalesce(debits, 0),
               coalesce(frozen, 0),
               coalesce(credits, 0) - coalesce(debits, 0) - coalesce(frozen, 0),
               coalesce(restricted, false), reference
          FROM opened FULL JOIN total USING (account) LEFT JOIN restriction USING (account)
          LEFT JOIN held USING (account)
        """
            .formatted(POSTINGS),
        """
        SELECT account, currency, debits, credits, posted, frozen, available, restricted,
               external_reference
          FROM views.account
        """);
    assertSame(
        database,
        """
        SELECT position, payload ->> 'entryId', payload ->> 'kind',
               payload -> 'postings' -> 0 ->> 'account', payload -> 'postings' -> 1 ->> 'account',
               (payload -> 'postings' -> 0 -> 'amount' ->> 'minorUnits')::bigint,
               payload -> 'postings' -> 0 -> 'amount' ->> 'currency', payload ->> 'remarks'
          FROM ledger.readable_event WHERE type = 'EntryPosted'
        """,
        """
        SELECT position, 'entry:' || entry_id, kind, from_account, to_account, amount_minor_units,
               currency, remarks
          FROM views.entry
        """);
    assertSame(
        database,
        """
        WITH terms AS (
          SELECT DISTINCT ON (payload ->> 'grantId') payload ->> 'grantId' AS name,
                 (payload -> 'max' ->> 'minorUnits')::bigint AS most,
                 coalesce((payload ->> 'active')::boolean, true) AS active,
                 payload ->> 'metaData' AS meta_data,
                 (payload ->> 'expiresAt')::timestamptz AS expires_at
            FROM ledger.readable_event WHERE type IN ('GrantRequested', 'GrantTermsChanged')
           ORDER BY payload ->> 'grantId', position DESC
        ), answer AS (
          SELECT DISTINCT ON (payload ->> 'grantId') payload ->> 'grantId' AS name,
                 CASE type WHEN 'GrantRequested' THEN 'pending' WHEN 'GrantRejected' THEN 'rejected'
                           WHEN 'GrantSuspended' THEN 'suspended' ELSE 'approved' END AS status
            FROM ledger.readable_event
           WHERE type IN ('GrantRequested', 'GrantApproved', 'GrantRejected', 'GrantSuspended',
                          'GrantResumed')
           ORDER BY payload ->> 'grantId', position DESC
        ), pull AS (
          SELECT payload ->> 'grantId' AS name,
                 sum((payload -> 'amount' ->> 'minorUnits')::bigint) AS pulled
            FROM ledger.readable_event WHERE type = 'GrantPulled' GROUP BY payload ->> 'grantId'
        )
        SELECT position, name, payload ->> 'enterprise', payload ->> 'user', payload ->> 'payer',
               payload ->> 'beneficiary', payload -> 'max' ->> 'currency', most,
               coalesce(pulled, 0), expires_at, active, meta_data, status, recorded_at
          FROM (SELECT *, payload ->> 'grantId' AS name FROM ledger.readable_event
                 WHERE type = 'GrantRequested') AS request
          JOIN terms USING (name) JOIN answer USING (name) LEFT JOIN pull USING (name)
        """,
        """
        SELECT position, 'grant:' || grant_id, enterprise, person, payer, beneficiary, currency,
               max_minor_units, pulled_minor_units, expires_at, active, meta_data, status,
               created_at
          FROM views.enterprise_grant
        """);
    assertSame(
        database,
        """
        WITH posting AS (%s), moment AS (
          SELECT posting.*, recorded_at FROM posting JOIN ledger.readable_event USING (position)
        ), closed AS (
          SELECT (payload ->> 'day')::date AS day, (payload ->> 'endedAt')::timestamptz AS ended_at
            FROM ledger.readable_event WHERE type = 'DayClosed'
        )
        SELECT closed.day, account, sum(%s)
          FROM closed JOIN moment ON recorded_at < ended_at GROUP BY closed.day, account
        """
            .formatted(POSTINGS, SIGNED),
        """
        SELECT d.day, s.account, s.balance
          FROM views.closed_day d
         CROSS JOIN LATERAL (
               SELECT DISTINCT ON (account) account, balance FROM views.balance_snapshot
                WHERE day <= d.day ORDER BY account, day DESC) AS s
        """);
    assertSame(
        database,
        """
        WITH step AS (
          SELECT payload ->> 'disputeId' AS name, position, type, recorded_at,
                 (payload -> 'released' ->> 'minorUnits')::bigint AS released,
                 payload ->> 'notes' AS notes, payload ->> 'refundId' AS refund
            FROM ledger.readable_event
           WHERE type IN ('DisputeOpened', 'DisputeMovedToReview', 'DisputeReviewed',
                          'DisputeRefunded', 'DisputeDismissed')
        ), last AS (
          SELECT DISTINCT ON (name) name, recorded_at,
                 CASE type WHEN 'DisputeOpened' THEN 'needs_response'
                           WHEN 'DisputeMovedToReview' THEN 'in_review'
                           WHEN 'DisputeReviewed' THEN 'reviewed' ELSE 'resolved' END AS status
            FROM step ORDER BY name, position DESC
        ), written AS (
          SELECT DISTINCT ON (name) name, notes FROM step WHERE notes IS NOT NULL
           ORDER BY name, position DESC
        ), came AS (
          SELECT name, coalesce(sum(released), 0) AS released, min(refund) AS refund, count(*) AS steps
            FROM step GROUP BY name
        )
        SELECT position, name, payload ->> 'entryId', payload ->> 'reporter',
               payload ->> 'beneficiary', payload -> 'amount' ->> 'currency',
               (payload -> 'amount' ->> 'minorUnits')::bigint,
               (payload -> 'frozen' ->> 'minorUnits')::bigint - released, written.notes, status,
               refund, opened.recorded_at, last.recorded_at, steps
          FROM (SELECT *, payload ->> 'disputeId' AS name FROM ledger.readable_event
                 WHERE type = 'DisputeOpened') AS opened
          JOIN last USING (name) JOIN came USING (name) LEFT JOIN written USING (name)
        """,
        """
        SELECT position, 'dispute:' || dispute_id, 'entry:' || entry_id, reporter, beneficiary,
               currency, amount_minor_units, frozen_minor_units, notes, status,
               'entry:' || refund_id, opened_at, updated_at,
               (SELECT count(*) FROM views.dispute_step s WHERE s.dispute_id = d.dispute_id)
          FROM views.dispute d
        """);
    assertSame(
        database,
        """
        SELECT position, payload ->> 'approvalId', payload -> 'measure' ->> 'kind',
               coalesce(payload -> 'measure' ->> 'original', payload -> 'measure' ->> 'walletId'),
               (payload -> 'measure' -> 'amount' ->> 'minorUnits')::bigint,
               payload -> 'measure' -> 'amount' ->> 'currency',
               coalesce((payload -> 'measure' ->> 'fromSuspense')::boolean, false),
               payload -> 'measure' ->> 'remarks', payload ->> 'requestedBy', recorded_at,
               CASE decision.type WHEN 'ApprovalGranted' THEN 'granted'
                                  WHEN 'ApprovalDeclined' THEN 'declined' ELSE 'waiting' END,
               coalesce(decision.said ->> 'grantedBy', decision.said ->> 'declinedBy'),
               decision.said ->> 'remarks', decision.said ->> 'entryId', decision.at
          FROM ledger.readable_event request
          LEFT JOIN (SELECT type, payload AS said, recorded_at AS at FROM ledger.readable_event
                      WHERE type IN ('ApprovalGranted', 'ApprovalDeclined')) AS decision
            ON decision.said ->> 'approvalId' = request.payload ->> 'approvalId'
         WHERE request.type = 'ApprovalRequested'
        """,
        """
        SELECT position, 'approval:' || approval_id, kind, subject, amount_minor_units, currency,
               from_suspense, remarks, requested_by, requested_at, status, decided_by,
               decision_remarks, 'entry:' || entry_id, decided_at
          FROM views.approval
        """);
    assertSame(
        database,
        """
        WITH step AS (
          SELECT payload ->> 'paymentId' AS name, position, type, recorded_at, payload
            FROM ledger.readable_event WHERE type LIKE 'BillPayment%'
        ), last AS (
          SELECT DISTINCT ON (name) name,
                 CASE type WHEN 'BillPaymentSubmitted' THEN 'submitted'
                           WHEN 'BillPaymentOutcomeUnknown' THEN 'unknown'
                           WHEN 'BillPaymentConfirmed' THEN 'confirmed'
                           WHEN 'BillPaymentRefunded' THEN 'refunded' ELSE 'funded' END AS status
            FROM step
           WHERE type IN ('BillPaymentFunded', 'BillPaymentSubmitted', 'BillPaymentOutcomeUnknown',
                          'BillPaymentConfirmed', 'BillPaymentRefunded')
           ORDER BY name, position DESC
        ), came AS (
          SELECT name, count(*) AS steps,
                 min(payload ->> 'entryId') FILTER (WHERE type = 'BillPaymentFunded') AS funding,
                 min(payload ->> 'entryId') FILTER (WHERE type = 'BillPaymentSettled') AS settlement,
                 min(payload ->> 'entryId') FILTER (WHERE type = 'BillPaymentRefunded') AS refund,
                 min(payload ->> 'attemptId') AS attempt,
                 min(recorded_at) FILTER (WHERE type = 'BillPaymentOutcomeUnknown') AS unknown_since,
                 min(recorded_at)
                   FILTER (WHERE type IN ('BillPaymentSettled', 'BillPaymentRefunded')) AS ended_at
            FROM step GROUP BY name
        )
        SELECT position, name, payload ->> 'walletId', payload ->> 'payee',
               (payload -> 'amount' ->> 'minorUnits')::bigint, payload -> 'amount' ->> 'currency',
               status, funding, settlement, refund, attempt, requested.recorded_at, unknown_since,
               ended_at, steps
          FROM step AS requested JOIN last USING (name) JOIN came USING (name)
         WHERE type = 'BillPaymentRequested'
        """,
        """
        SELECT position, 'bill-payment:' || payment_id, wallet, payee, amount_minor_units, currency,
               status, 'entry:' || funding_id, 'entry:' || settlement_id, 'entry:' || refund_id,
               'attempt:' || attempt_id, requested_at, unknown_since, ended_at,
               (SELECT count(*) FROM views.bill_payment_step s WHERE s.payment_id = p.payment_id)
          FROM views.bill_payment p
        """);
    assertThat(
            database
                .sql(
                    "SELECT DISTINCT sum("
                        + SIGNED
                        + ") FROM ("
                        + POSTINGS
                        + ") AS p GROUP BY currency")
                .query(Long.class)
                .list())
        .as("sums of the log, by currency")
        .allMatch(sum -> sum == 0);
    assertSumsAreZero(database);
  }

  /** At any moment: the views hold whole entries. */
  static void assertSumsAreZero(JdbcClient database) {
    assertThat(
            database
                .sql("SELECT currency || ' ' || sum(posted) FROM views.account GROUP BY currency")
                .query(String.class)
                .list())
        .as("sums of the view, by currency")
        .allMatch(sum -> sum.endsWith(" 0"));
  }

  private static void assertSame(JdbcClient database, String fold, String view) {
    assertThat(
            database
                .sql(
                    """
                WITH fold AS (%s), seen AS (%s)
                SELECT 'in the log alone: ' || d::text FROM (TABLE fold EXCEPT ALL TABLE seen) AS d
                 UNION ALL
                SELECT 'in the view alone: ' || d::text FROM (TABLE seen EXCEPT ALL TABLE fold) AS d
                 LIMIT 20
                """
                        .formatted(fold, view))
                .query(String.class)
                .list())
        .isEmpty();
  }
}
