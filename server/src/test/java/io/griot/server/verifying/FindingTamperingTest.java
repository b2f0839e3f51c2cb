package io.griot.server.verifying;

import static io.griot.core.Sample.dispute;
import static io.griot.core.Sample.payment;
import static io.griot.server.verifying.SealedSpecimen.failed;
import static io.griot.server.verifying.SealedSpecimen.first;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.Sample;
import io.griot.core.audit.Report;
import io.griot.core.audit.SealedHead;
import io.griot.server.verifying.SealedSpecimen.Forged;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each test changes one thing in a copy of a sound ledger, as only a superuser can. */
class FindingTamperingTest {

  private static SealedSpecimen sound;

  private SealedSpecimen ledger;

  @BeforeAll
  static void write() {
    sound = SealedSpecimen.written();
  }

  @BeforeEach
  void copy() {
    ledger = sound.copy();
  }

  @Test
  void nothing_is_found_where_nothing_was_changed() {
    Report report = ledger.verify(ledger.sealAt(100).head());

    assertThat(failed(report)).isEmpty();
    assertThat(report.events())
        .isEqualTo(ledger.number("SELECT count(*) FROM ledger.event"))
        .isGreaterThan(1_000);
    assertThat(report.head()).isEqualTo(ledger.sealAt(report.events()).head());
    assertThat(report.checks())
        .allMatch(checked -> checked.upTo() == report.events() || checked.upTo() >= 100);
    assertThat(ledger.number("SELECT count(*) FROM ledger.snapshot")).isGreaterThan(1);
  }

  @Test
  void an_events_payload_edited() {
    long position = ledger.middle("WalletCredited");
    ledger.tamper("UPDATE ledger.event SET payload = payload || ' ' WHERE position = " + position);

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("chain");
    assertThat(first(report, "chain").position()).isEqualTo(ledger.sealAt(position).first());
  }

  @Test
  void an_events_amount_edited_and_sealed_again() {
    long position = ledger.middle("WalletCredited");
    ledger.tamper(edit(position, "(\"minorUnits\":)", "\\11"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("entries", "trial-balance").doesNotContain("chain");
    assertThat(first(report, "entries").position()).isBetween(position - 2, position);
    assertThat(first(report, "trial-balance").position())
        .isEqualTo(ledger.sealAt(position).first());
  }

  @Test
  void an_entry_out_of_balance_and_sealed_again() {
    long position = ledger.middle("EntryPosted");
    ledger.tamper(edit(position, "(\"postings\":.*?\"minorUnits\":)", "\\11"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("entries", "view-entries").doesNotContain("chain");
    assertThat(first(report, "entries").position()).isEqualTo(position);
    assertThat(first(report, "entries").found()).contains("does not balance");
    assertThat(first(report, "view-entries").position()).isEqualTo(position);
  }

  @Test
  void more_let_go_than_was_frozen_and_sealed_again() {
    long position = ledger.amidst("FundsReleased");
    ledger.tamper(edit(position, "(\"minorUnits\":)", "\\11"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("frozen", "view-accounts").doesNotContain("chain");
    assertThat(first(report, "frozen").position()).isEqualTo(position);
  }

  @Test
  void a_hold_over_another_amount_than_its_wallet_froze_and_sealed_again() {
    long position = ledger.amidst("HoldPlaced");
    ledger.tamper(edit(position, "(\"minorUnits\":)", "\\11"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("links", "view-holds").doesNotContain("chain", "frozen");
    assertThat(first(report, "links").position()).isEqualTo(position);
  }

  @Test
  void more_given_back_than_was_moved_and_sealed_again() {
    long position = ledger.amidst("EntryRefunded");
    ledger.tamper(edit(position, "(\"minorUnits\":)", "\\1999"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("refunds", "view-entries").doesNotContain("chain");
    assertThat(first(report, "refunds").position()).isEqualTo(position);
  }

  @Test
  void a_refund_that_its_original_does_not_know_and_sealed_again() {
    long position = ledger.amidst("EntryRefunded");
    ledger.tamper(edit(position, "(\"refundId\":\"entry:)[0-9a-f]{8}", "\\1ffffffff"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("links").doesNotContain("chain");
    assertThat(first(report, "links").position()).isEqualTo(position);
  }

  @Test
  void more_pulled_than_was_permitted_and_sealed_again() {
    long position = ledger.amidst("GrantPulled");
    ledger.tamper(edit(position, "(\"minorUnits\":)", "\\1999"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("caps", "links", "view-grants").doesNotContain("chain");
    assertThat(first(report, "caps").position()).isEqualTo(position);
  }

  @Test
  void a_pull_by_another_entry_than_its_own_and_sealed_again() {
    long position = ledger.amidst("GrantPulled");
    ledger.tamper(edit(position, "(\"entryId\":\"entry:)[0-9a-f]{8}", "\\1ffffffff"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("links").doesNotContain("chain", "caps");
    assertThat(first(report, "links").position()).isEqualTo(position);
  }

  @Test
  void something_granted_by_whoever_asked_for_it_and_sealed_again() {
    long position = ledger.amidst("ApprovalGranted");
    String requester =
        ledger
            .jdbc()
            .sql(
                """
                SELECT r.payload ->> 'requestedBy' FROM ledger.readable_event r
                  JOIN ledger.event g USING (stream)
                 WHERE r.type = 'ApprovalRequested' AND g.position = ?\
                """)
            .param(position)
            .query(String.class)
            .single();
    ledger.tamper(edit(position, "(\"grantedBy\":\")[^\"]*", "\\1" + requester));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("approvals", "view-approvals").doesNotContain("chain");
    assertThat(first(report, "approvals").position()).isEqualTo(position);
  }

  @Test
  void a_refund_granted_by_another_entry_than_its_own_and_sealed_again() {
    long position = grantedRefund();
    ledger.tamper(edit(position, "(\"entryId\":\"entry:)[0-9a-f]{8}", "\\1ffffffff"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("links").doesNotContain("chain", "approvals");
    assertThat(first(report, "links").position()).isEqualTo(position);
  }

  @Test
  void a_refund_granted_without_an_entry_and_sealed_again() {
    long position = grantedRefund();
    ledger.tamper(edit(position, "\"entryId\":\"[^\"]*\",", ""));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("approvals", "links").doesNotContain("chain");
    assertThat(first(report, "approvals").position()).isEqualTo(position);
  }

  private long grantedRefund() {
    return ledger.number(
        """
        SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY position) FROM ledger.readable_event
         WHERE type = 'ApprovalGranted' AND payload ->> 'entryId' IS NOT NULL\
        """);
  }

  @Test
  void a_dispute_over_another_freeze_than_its_wallets_and_sealed_again() {
    long position = ledger.only("DisputeOpened", dispute(3));
    ledger.tamper(edit(position, "(\"frozen\":.\"minorUnits\":)900", "\\1800"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report))
        .contains("links", "view-disputes")
        .doesNotContain("chain", "disputes", "events");
    assertThat(first(report, "links").position()).isEqualTo(position);
  }

  @Test
  void a_resolved_dispute_that_keeps_money_frozen_and_sealed_again() {
    long position = ledger.only("DisputeDismissed", dispute(2));
    ledger.tamper(edit(position, "(\"released\":.\"minorUnits\":)900", "\\10"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report))
        .contains("disputes", "links", "view-disputes")
        .doesNotContain("chain", "streams");
    assertThat(first(report, "disputes").position()).isEqualTo(position);
  }

  @Test
  void a_dispute_resolved_by_another_refund_than_its_own_and_sealed_again() {
    long position = ledger.only("DisputeRefunded", dispute(1));
    ledger.tamper(edit(position, "(\"refundId\":\"entry:)[0-9a-f]{8}", "\\1ffffffff"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report))
        .contains("links", "view-disputes")
        .doesNotContain("chain", "disputes");
    assertThat(first(report, "links").position()).isEqualTo(position);
  }

  @Test
  void a_dispute_that_refunded_another_amount_than_its_refund_and_sealed_again() {
    long position = ledger.only("DisputeRefunded", dispute(1));
    ledger.tamper(edit(position, "(\"amount\":.\"minorUnits\":)400", "\\1500"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("links", "view-notifications");
    assertThat(first(report, "links").position()).isEqualTo(position);
  }

  @Test
  void an_entry_under_another_dispute_than_its_own_and_sealed_again() {
    long position = ledger.only("EntryDisputed", Sample.entry(83));
    ledger.tamper(edit(position, "(\"disputeId\":\"dispute:)[0-9a-f]{8}", "\\1ffffffff"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("links");
    assertThat(first(report, "links").position()).isEqualTo(position - 1);
  }

  @Test
  void a_payment_settled_without_its_entry_and_sealed_again() {
    long position = ledger.only("BillPaymentSettled", payment(1));
    ledger.tamper(edit(position, "(\"entryId\":\"entry:)[0-9a-f]{8}", "\\1ffffffff"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report))
        .contains("links")
        .doesNotContain("chain", "streams", "bill-payments");
    assertThat(first(report, "links").position()).isEqualTo(position);
  }

  @Test
  void an_entry_that_names_no_payment_any_more_and_sealed_again() {
    long position = ledger.only("EntryPosted", Sample.entry(103));
    ledger.tamper(edit(position, "\"bill_payment\"", "\"bill_nonsense\""));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("links", "bill-payments").doesNotContain("chain");
    assertThat(first(report, "links").position()).isEqualTo(position - 3);
  }

  @Test
  void an_entry_of_a_payment_that_nobody_asked_for_and_sealed_again() {
    long position = ledger.only("EntryPosted", Sample.entry(90));
    ledger.tamper(
        edit(
            position,
            "\"references\":.",
            "\"references\":{\"bill_payment\":\"%s\",".formatted(payment(9).uuid())));
    ledger.tamper(
        "UPDATE ledger.event SET payload = convert_to(replace(convert_from(payload, 'UTF8'),"
            + " '\",}', '\"}'), 'UTF8') WHERE position = "
            + position);
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("links").doesNotContain("chain");
    assertThat(first(report, "links").position()).isEqualTo(position);
  }

  @Test
  void an_entry_whose_payment_cannot_be_read_and_sealed_again() {
    long position = ledger.only("EntryPosted", Sample.entry(103));
    ledger.tamper(edit(position, "(\"bill_payment\":\")[^\"]*", "\\1nonsense"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("events", "links").doesNotContain("chain");
    assertThat(first(report, "events").position()).isEqualTo(position);
  }

  @Test
  void a_payment_over_another_amount_than_its_entry_took_and_sealed_again() {
    long position = ledger.only("BillPaymentRequested", payment(3));
    ledger.tamper(edit(position, "(\"minorUnits\":)400", "\\1500"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("links", "bill-payments").doesNotContain("chain");
    assertThat(first(report, "links").position()).isEqualTo(position);
    assertThat(first(report, "bill-payments").what()).contains("clearing:wizall:ETB");
    assertThat(minorUnits(first(report, "bill-payments").expected()))
        .isEqualTo(minorUnits(first(report, "bill-payments").found()) + 1_00);
  }

  @Test
  void a_payment_out_of_another_wallet_than_asked_for_and_sealed_again() {
    long position = ledger.only("BillPaymentRequested", payment(3));
    ledger.tamper(edit(position, "(\"walletId\":\"wallet:)[0-9a-f]{8}", "\\1ffffffff"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("links").doesNotContain("chain", "bill-payments");
    assertThat(first(report, "links").position()).isEqualTo(position);
  }

  /** All of it: the entry, both accounts, and what came of the payment agree with one another. */
  @Test
  void a_settlement_over_less_than_was_taken_and_sealed_again() {
    long position = ledger.only("EntryPosted", Sample.entry(201));
    ledger.tamper(
        """
        UPDATE ledger.event SET payload = convert_to(regexp_replace(
               convert_from(payload, 'UTF8'), '"amount":."minorUnits":400', '"amount":{"minorUnits":300',
               'g'), 'UTF8')
         WHERE position BETWEEN %d AND %d"""
            .formatted(position, position + 2));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report))
        .contains("bill-payments")
        .doesNotContain("chain", "links", "entries");
    assertThat(first(report, "bill-payments").what()).contains(":wizall:ETB");
  }

  @Test
  void a_bill_that_stays_taken_behind_its_payment_and_sealed_again() {
    long position = ledger.only("BillReleased", "bill:SENELEC/1061103482/B2");
    ledger.tamper(edit(position, "(\"paymentId\":\"bill-payment:)[0-9a-f]{8}", "\\1ffffffff"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("links", "streams").doesNotContain("chain");
    assertThat(first(report, "links").position()).isEqualTo(position);
  }

  @Test
  void an_event_of_an_unknown_type() {
    long position = ledger.middle("WalletDebited");
    ledger.tamper("UPDATE ledger.event SET type = 'Nonsense' WHERE position = " + position);

    Report report = ledger.verify();

    assertThat(first(report, "chain").position()).isEqualTo(ledger.sealAt(position).first());
    assertThat(first(report, "events").position()).isEqualTo(position);
    assertThat(first(report, "streams").position()).isEqualTo(position);
    assertThat(first(report, "view-postings").position()).isEqualTo(position);
  }

  @Test
  void an_events_metadata_edited() {
    long position = ledger.middle("EntryPosted");
    ledger.tamper(
        "UPDATE ledger.event SET metadata = metadata || ' ' WHERE position = " + position);

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("chain");
    assertThat(first(report, "chain").position()).isEqualTo(ledger.sealAt(position).first());
  }

  @Test
  void an_event_deleted() {
    long position = ledger.middle("WalletDebited");
    ledger.tamper("DELETE FROM ledger.event WHERE position = " + position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("chain", "positions", "streams", "entries");
    assertThat(first(report, "positions").position()).isEqualTo(position);
    assertThat(first(report, "chain").position()).isEqualTo(ledger.sealAt(position).first());
  }

  @Test
  void two_events_of_a_commit_swapped() {
    long position = ledger.middle("EntryPosted");
    ledger.tamper(swap(position, position + 1));

    Report report = ledger.verify();

    assertThat(failed(report)).contains("chain").doesNotContain("positions", "sealed");
    assertThat(first(report, "chain").position()).isEqualTo(ledger.sealAt(position).first());
  }

  @Test
  void two_events_of_a_stream_swapped() {
    long position = ledger.middle("WalletCredited");
    long next =
        ledger.number(
            "SELECT min(n.position) FROM ledger.event e JOIN ledger.event n USING (stream)"
                + " WHERE e.position = %1$d AND n.position > %1$d".formatted(position));
    ledger.tamper(swap(position, next));

    Report report = ledger.verify();

    assertThat(failed(report)).contains("chain", "streams");
    assertThat(first(report, "chain").position()).isEqualTo(ledger.sealAt(position).first());
    assertThat(first(report, "streams").position()).isEqualTo(position);
  }

  @Test
  void the_tail_cut() {
    long last = cutTail();

    Report report = ledger.verify();

    assertThat(failed(report)).contains("head", "view-accounts", "view-entries", "view-postings");
    assertThat(first(report, "head").position()).isEqualTo(last + 1);
    assertThat(first(report, "view-accounts").position()).isEqualTo(last + 1);
  }

  @Test
  void the_tail_cut_and_all_else_with_it_is_found_by_an_exported_head_only() {
    SealedHead exported = ledger.verify().head();
    long last = cutTail();
    ledger.tamper(
        "UPDATE ledger.head SET (position, hash, recorded_at) ="
            + " (SELECT last_position, hash, sealed_at FROM ledger.seal"
            + " ORDER BY last_position DESC LIMIT 1)",
        "DELETE FROM ledger.snapshot");
    ledger.fillViewsAnew();

    assertThat(failed(ledger.verify())).isEmpty();

    Report report = ledger.verify(exported);
    assertThat(failed(report)).containsExactly("exported-head");
    assertThat(first(report, "exported-head").position()).isEqualTo(last + 1);
  }

  @Test
  void the_chain_rewritten_from_the_middle_is_found_by_an_exported_head_only() {
    long position = ledger.middle("EntryPosted");
    SealedHead before = ledger.sealAt(position - 100).head();
    SealedHead after = ledger.sealAt(position + 100).head();
    ledger.tamper("UPDATE ledger.event SET payload = payload || ' ' WHERE position = " + position);
    ledger.reseal(position);

    assertThat(failed(ledger.verify())).isEmpty();
    assertThat(failed(ledger.verify(before))).isEmpty();

    Report report = ledger.verify(after);
    assertThat(failed(report)).containsExactly("exported-head");
    assertThat(first(report, "exported-head").position()).isEqualTo(after.position());
  }

  @Test
  void a_chain_rewritten_up_to_a_seal_breaks_behind_it() {
    long position = ledger.middle("EntryPosted");
    SealedSpecimen.Seal next = ledger.sealAt(ledger.sealAt(position).last() + 1);
    ledger.tamper("UPDATE ledger.event SET payload = payload || ' ' WHERE position = " + position);
    ledger.reseal(position);
    // From the next seal on, everything as it was.
    byte[] before =
        sound
            .jdbc()
            .sql("SELECT previous FROM ledger.seal WHERE last_position = ?")
            .param(next.last())
            .query((row, _) -> row.getBytes(1))
            .single();
    ledger.jdbc().sql("ALTER TABLE ledger.seal DISABLE TRIGGER append_only").update();
    ledger
        .jdbc()
        .sql("UPDATE ledger.seal SET previous = ?, hash = ? WHERE last_position = ?")
        .param(before)
        .param(next.hash())
        .param(next.last())
        .update();

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("chain");
    assertThat(first(report, "chain").position()).isEqualTo(next.first());
  }

  @Test
  void a_seal_deleted() {
    SealedSpecimen.Seal seal = ledger.sealAt(ledger.middle("EntryPosted"));
    ledger.tamper("DELETE FROM ledger.seal WHERE last_position = " + seal.last());

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("chain", "sealed");
    assertThat(first(report, "sealed").position()).isEqualTo(seal.first());
    assertThat(first(report, "chain").position()).isEqualTo(seal.last() + 1);
  }

  @Test
  void the_last_seal_deleted() {
    SealedSpecimen.Seal seal = ledger.sealAt(ledger.verify().head().position());
    ledger.tamper("DELETE FROM ledger.seal WHERE last_position = " + seal.last());

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("sealed", "head");
    assertThat(first(report, "sealed").position()).isEqualTo(seal.first());
    assertThat(first(report, "head").position()).isEqualTo(seal.first());
  }

  @Test
  void an_event_inside_two_seals() {
    SealedSpecimen.Seal seal = ledger.sealAt(ledger.middle("EntryPosted"));
    ledger.tamper(
        "UPDATE ledger.seal SET first_position = first_position - 1 WHERE last_position = "
            + seal.last());

    Report report = ledger.verify();

    assertThat(failed(report)).contains("sealed");
    assertThat(first(report, "sealed").position()).isEqualTo(seal.first() - 1);
  }

  @Test
  void the_head_row_edited() {
    long head = ledger.verify().head().position();
    ledger.tamper("UPDATE ledger.head SET hash = sha256('')");

    assertThat(failed(ledger.verify())).containsExactly("head");
    assertThat(first(ledger.verify(), "head").position()).isEqualTo(head);

    ledger.tamper("DELETE FROM ledger.head");
    assertThat(failed(ledger.verify())).containsExactly("head");
  }

  @Test
  void a_views_balance_edited() {
    long position =
        ledger.number("SELECT position FROM views.account ORDER BY position OFFSET 2 LIMIT 1");
    ledger.tamper("UPDATE views.account SET posted = posted + 1 WHERE position = " + position);

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("view-accounts");
    assertThat(first(report, "view-accounts").position()).isEqualTo(position);
  }

  @Test
  void an_event_skipped_by_a_view() {
    long position = ledger.middle("EntryPosted");
    ledger.tamper("DELETE FROM views.entry WHERE position = " + position);

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("view-entries");
    assertThat(first(report, "view-entries").position()).isEqualTo(position);
    assertThat(first(report, "view-entries").found()).isEqualTo("no such row");
  }

  @Test
  void an_event_counted_twice_by_a_view() {
    long position = ledger.middle("EntryPosted");
    ledger.tamper(
        "INSERT INTO views.posting SELECT position, line + 10, entry_id, account, side,"
            + " amount_minor_units, currency, balance, recorded_at, effective_at, as_of"
            + " FROM views.posting WHERE position = "
            + position);

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("view-postings");
    assertThat(first(report, "view-postings").position()).isEqualTo(position);
    assertThat(first(report, "view-postings").expected()).isEqualTo("no such row");
  }

  @Test
  void what_an_account_held_at_a_midnight_edited() {
    ledger.tamper(
        "UPDATE views.balance_snapshot SET balance = balance + 1 WHERE position ="
            + " (SELECT min(position) FROM views.balance_snapshot)");

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("view-postings");
    assertThat(first(report, "view-postings").position())
        .isEqualTo(ledger.number("SELECT min(position) FROM views.balance_snapshot"));
  }

  @Test
  void a_day_closed_before_it_was_over_and_sealed_again() {
    long position = ledger.amidst("DayClosed");
    ledger.tamper(edit(position, "(\"endedAt\":\")20", "\\130"));
    ledger.reseal(position);

    Report report = ledger.verify();

    assertThat(failed(report)).contains("times", "view-postings").doesNotContain("chain");
    assertThat(first(report, "times").position()).isEqualTo(position);
  }

  @Test
  void a_view_that_lags_is_compared_as_far_as_it_came() {
    long position = ledger.middle("EntryPosted");
    ledger.tamper("DELETE FROM views.entry WHERE position > " + position);
    ledger.tamper(
        "UPDATE views.position SET position = %d WHERE view = 'entries'".formatted(position));

    Report report = ledger.verify();

    assertThat(failed(report)).isEmpty();
    assertThat(report.checks())
        .filteredOn(checked -> checked.check().equals("view-entries"))
        .allMatch(checked -> checked.upTo() == position);
  }

  @Test
  void a_snapshot_edited() {
    String stream =
        ledger
            .jdbc()
            .sql("SELECT min(stream) FROM ledger.snapshot WHERE stream LIKE 'wallet:%'")
            .query(String.class)
            .single();
    ledger.tamper(
        """
        UPDATE ledger.snapshot
           SET state = convert_to(regexp_replace(convert_from(state, 'UTF8'),
                       '("minorUnits":)', '\\11'), 'UTF8')
         WHERE stream = '%s'\
        """
            .formatted(stream));

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("snapshots");
    assertThat(first(report, "snapshots").position())
        .isEqualTo(
            ledger.number(
                "SELECT e.position FROM ledger.event e JOIN ledger.snapshot USING (stream, sequence)"
                    + " WHERE stream = '%s'".formatted(stream)));
  }

  @Test
  void a_snapshot_of_another_stream_or_of_no_event() {
    ledger.tamper(
        "UPDATE ledger.snapshot SET state = (SELECT o.state FROM ledger.snapshot o"
            + " WHERE o.stream LIKE 'wallet:%' ORDER BY stream LIMIT 1)"
            + " WHERE stream = (SELECT max(stream) FROM ledger.snapshot WHERE stream LIKE 'wallet:%')");
    assertThat(failed(ledger.verify())).containsExactly("snapshots");

    SealedSpecimen other = sound.copy();
    other.tamper("UPDATE ledger.snapshot SET sequence = sequence + 1000000");
    assertThat(failed(other.verify())).containsExactly("snapshots");
  }

  @Test
  void a_wallet_driven_below_zero_by_a_forged_commit() {
    long head = ledger.verify().head().position();
    String wallet = wallet();
    String entry = "entry:" + UUID.randomUUID();
    ledger.forge(
        entry(entry, wallet),
        new Forged(
            wallet,
            "WalletDebited",
            """
            {"walletId":"%s","entryId":"%s","amount":{"minorUnits":900000000000000,"currency":"ETB"}}"""
                .formatted(wallet, entry)));

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("floors");
    assertThat(first(report, "floors").position()).isEqualTo(head + 2);
  }

  @Test
  void an_entry_that_moved_no_account() {
    long head = ledger.verify().head().position();
    ledger.forge(entry("entry:" + UUID.randomUUID(), wallet()));

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("entries", "trial-balance");
    assertThat(first(report, "entries").position()).isEqualTo(head + 1);
    assertThat(first(report, "trial-balance").position()).isEqualTo(head + 1);
  }

  @Test
  void time_going_back() {
    SealedSpecimen.Seal seal = ledger.sealAt(ledger.middle("EntryPosted"));
    ledger.tamper(
        "UPDATE ledger.event SET recorded_at = recorded_at - interval '1 hour'"
            + " WHERE position BETWEEN %d AND %d".formatted(seal.first(), seal.last()),
        "UPDATE ledger.seal SET sealed_at = sealed_at - interval '1 hour' WHERE last_position = "
            + seal.last());
    ledger.reseal(seal.last());
    ledger.fillViewsAnew();

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("times");
    assertThat(first(report, "times").position()).isEqualTo(seal.first());
  }

  @Test
  void a_commit_sealed_at_another_time_than_its_events() {
    SealedSpecimen.Seal seal = ledger.sealAt(ledger.middle("EntryPosted"));
    ledger.tamper(
        "UPDATE ledger.seal SET sealed_at = sealed_at + interval '1 microsecond'"
            + " WHERE last_position = "
            + seal.last());

    Report report = ledger.verify();

    assertThat(failed(report)).containsExactly("times");
    assertThat(first(report, "times").position()).isEqualTo(seal.first());
  }

  /** Positions below 1, times without end, numbers that cannot be: findings, never a crash. */
  @Test
  void rows_that_no_ledger_writes() {
    ledger.tamper(
        "UPDATE ledger.event SET position = -5 WHERE position = 7",
        "UPDATE ledger.event SET recorded_at = 'infinity' WHERE position = 20",
        "UPDATE ledger.event SET payload = '' WHERE position = 30",
        "UPDATE ledger.event SET sequence = -1 WHERE position = 40",
        "UPDATE ledger.seal SET previous = '' WHERE first_position = " + ledger.sealAt(50).first());

    Report report = ledger.verify();

    assertThat(failed(report)).contains("chain", "positions", "times", "streams");
    assertThat(first(report, "positions").position()).isEqualTo(-5);
  }

  private long cutTail() {
    long last = ledger.sealAt(ledger.middle("EntryPosted")).last();
    ledger.tamper(
        "DELETE FROM ledger.event WHERE position > " + last,
        "DELETE FROM ledger.seal WHERE last_position > " + last);
    return last;
  }

  private static String swap(long one, long other) {
    return """
        UPDATE ledger.event SET position = -1 WHERE position = %1$d;
        UPDATE ledger.event SET position = %1$d WHERE position = %2$d;
        UPDATE ledger.event SET position = %2$d WHERE position = -1"""
        .formatted(one, other);
  }

  private static String edit(long position, String pattern, String replacement) {
    return """
        UPDATE ledger.event SET payload = convert_to(
               regexp_replace(convert_from(payload, 'UTF8'), '%s', '%s'), 'UTF8')
         WHERE position = %d"""
        .formatted(pattern, replacement, position);
  }

  private static long minorUnits(String text) {
    return Long.parseLong(text.replace(" minor units", ""));
  }

  /** A wallet in birr. */
  private String wallet() {
    return ledger
        .jdbc()
        .sql(
            "SELECT min(account) FROM views.account WHERE wallet_id IS NOT NULL AND currency = 'ETB'")
        .query(String.class)
        .single();
  }

  private static Forged entry(String entry, String wallet) {
    return new Forged(
        entry,
        "EntryPosted",
        """
        {"entryId":"%s","kind":"adjustment","postings":[
         {"account":"%s","side":"DEBIT","amount":{"minorUnits":900000000000000,"currency":"ETB"}},
         {"account":"settlement:bank:ETB","side":"CREDIT","amount":{"minorUnits":900000000000000,"currency":"ETB"}}],
         "balancesAfter":{},"remarks":"","references":{}}"""
            .formatted(entry, wallet));
  }
}
