package io.griot.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.bill.BillPaymentCommand.ConfirmBillPayment;
import io.griot.core.bill.BillPaymentCommand.RejectBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReportUnknownOutcome;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.BillPaymentCommand.SubmitBillPayment;
import io.griot.core.bill.Confirmation;
import io.griot.core.bill.Mandate;
import io.griot.core.bill.Quote;
import io.griot.core.dispute.DisputeCommand.MarkDisputeReviewed;
import io.griot.core.dispute.DisputeCommand.MoveDisputeToReview;
import io.griot.core.dispute.DisputeCommand.OpenDispute;
import io.griot.core.dispute.DisputeCommand.RefundDispute;
import io.griot.core.dispute.DisputeCommand.Reporter;
import io.griot.core.grant.GrantCommand.ChangeGrant;
import io.griot.core.grant.GrantCommand.RequestGrant;
import io.griot.core.grant.GrantCommand.Revised;
import io.griot.core.grant.GrantStatus;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.transfer.Authority;
import io.griot.core.utility.Payee;
import io.griot.projection.notification.NotificationFinder.Place;
import io.griot.projection.notification.NotificationView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NotifyingTest {

  private static final Authority STAFF = new Authority.Staff();

  private static LedgerWithViews ledger;

  private final Owner payer = new Owner.User(UUID.randomUUID());
  private final Owner payee = new Owner.User(UUID.randomUUID());
  private final Owner enterprise = new Owner.Enterprise(UUID.randomUUID());

  @BeforeAll
  static void start() {
    ledger = LedgerWithViews.started();
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  private static List<NotificationView> told(Owner owner, WalletId... wallets) {
    return ledger.notifications.of(List.of(owner), List.of(wallets), Place.BEGINNING, 100);
  }

  private static List<String> kinds(List<NotificationView> told) {
    return told.stream().map(each -> each.kind().text()).toList();
  }

  @Test
  void tells_both_sides_of_money_that_moved() throws InterruptedException {
    WalletId from = ledger.openWallet(payer, null, "100");
    WalletId to = ledger.openWallet(payee, null, "0");
    EntryId entryId = ledger.transfer(from, to, "30.25");
    ledger.catchUp();

    assertThat(kinds(told(payer, from))).containsExactly("money_sent", "money_received");
    assertThat(kinds(told(payee, to))).containsExactly("money_received");
    NotificationView received = told(payee, to).getFirst();
    assertThat(received.entryId()).isEqualTo(entryId);
    assertThat(received.recipient()).isEqualTo(to.toString());
    assertThat(received.amount()).hasToString("30.25 ETB");
    assertThat(received.subject()).isNull();
    assertThat(told(new Owner.User(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void tells_the_user_and_the_enterprise_what_comes_of_a_grant() throws InterruptedException {
    WalletId from = ledger.openWallet(payer, null, "100");
    GrantId grantId = new GrantId(UUID.randomUUID());
    ledger.send(
        new RequestGrant(
            grantId,
            enterprise,
            payer,
            from,
            new WalletId(UUID.randomUUID()),
            LedgerWithViews.majorUnits("40"),
            null,
            null));
    for (GrantStatus status :
        List.of(GrantStatus.APPROVED, GrantStatus.SUSPENDED, GrantStatus.APPROVED)) {
      ledger.send(
          new ChangeGrant(
              grantId, payer, status, null, new Revised.Left<>(), null, new Revised.Left<>()));
    }
    ledger.catchUp();

    List<String> all =
        List.of("grant_resumed", "grant_suspended", "grant_approved", "grant_requested");
    assertThat(kinds(told(enterprise))).isEqualTo(all);
    assertThat(kinds(told(payer))).isEqualTo(all);
    NotificationView requested = told(payer).getLast();
    assertThat(requested.subject()).isEqualTo(grantId.uuid());
    assertThat(requested.amount()).hasToString("40.00 ETB");
    assertThat(told(payee)).isEmpty();
  }

  @Test
  void tells_the_payer_what_became_of_a_payment_to_a_utility() throws InterruptedException {
    WalletId from = ledger.openWallet(payer, null, "100");
    BillPaymentId confirmed = submitted(from);
    ledger.send(new ReportUnknownOutcome(confirmed, "no answer"));
    ledger.send(
        new ConfirmBillPayment(
            confirmed, LedgerWithViews.entryId(), new Confirmation(null, Map.of())));
    BillPaymentId refused = submitted(from);
    ledger.send(new RejectBillPayment(refused, LedgerWithViews.entryId(), "no such meter"));
    ledger.catchUp();

    List<NotificationView> told = told(payer, from);
    assertThat(kinds(told))
        .containsExactly(
            "money_received",
            "bill_payment_refunded",
            "money_sent",
            "bill_payment_confirmed",
            "bill_payment_unknown",
            "money_sent",
            "money_received");
    assertThat(told.get(1).subject()).isEqualTo(refused.uuid());
    assertThat(told.get(3).subject()).isEqualTo(confirmed.uuid());
    assertThat(told.get(3).recipient()).isEqualTo(from.toString());
  }

  private static BillPaymentId submitted(WalletId from) {
    BillPaymentId paymentId = new BillPaymentId(UUID.randomUUID());
    ledger.send(
        new RequestBillPayment(
            paymentId,
            LedgerWithViews.entryId(),
            from,
            new Payee.WoyofalMeter("58469823"),
            new Quote.Open(LedgerWithViews.ETB),
            LedgerWithViews.majorUnits("10"),
            "",
            new Mandate.ByOwner(STAFF)));
    ledger.send(new SubmitBillPayment(paymentId, new AttemptId(UUID.randomUUID()), null));
    return paymentId;
  }

  private record Disputed(DisputeId disputeId, EntryId entryId) {}

  private Disputed refundedDispute(WalletId from, WalletId to) {
    EntryId entryId = ledger.transfer(from, to, "30");
    DisputeId disputeId = new DisputeId(UUID.randomUUID());
    ledger.send(
        new OpenDispute(
            disputeId, entryId, new Reporter(payer, Set.of(payer)), null, "wrong goat", STAFF));
    ledger.send(new MoveDisputeToReview(disputeId, STAFF));
    ledger.send(new MarkDisputeReviewed(disputeId, null, STAFF));
    ledger.send(new RefundDispute(disputeId, LedgerWithViews.entryId(), null, false, null, STAFF));
    return new Disputed(disputeId, entryId);
  }

  @Test
  void tells_the_reporter_and_the_beneficiary_how_a_dispute_moves() throws InterruptedException {
    WalletId from = ledger.openWallet(payer, null, "100");
    WalletId to = ledger.openWallet(payee, null, "0");
    Disputed disputed = refundedDispute(from, to);
    ledger.catchUp();

    assertThat(kinds(told(payer)))
        .containsExactly(
            "dispute_refunded", "dispute_reviewed", "dispute_in_review", "dispute_opened");
    assertThat(kinds(told(payee, to)))
        .containsExactly(
            "money_sent",
            "dispute_refunded",
            "dispute_reviewed",
            "dispute_in_review",
            "dispute_opened",
            "money_received");
    assertThat(told(payer))
        .allMatch(each -> disputed.disputeId().uuid().equals(each.subject()))
        .allMatch(each -> disputed.entryId().equals(each.entryId()));
  }

  @Test
  void goes_on_behind_any_place() throws InterruptedException {
    WalletId one = ledger.openWallet(payer, null, "100");
    WalletId two = ledger.openWallet(payer, null, "100");
    for (int number = 1; number <= 4; number++) {
      ledger.transfer(one, two, Integer.toString(number));
    }
    ledger.catchUp();
    List<NotificationView> all = told(payer, one, two);
    // Each transfer twice, and two opening balances.
    assertThat(all).hasSize(10).doesNotHaveDuplicates();

    for (int size = 1; size <= 4; size++) {
      List<NotificationView> paged = new ArrayList<>();
      Place place = Place.BEGINNING;
      while (true) {
        List<NotificationView> page =
            ledger.notifications.of(List.of(payer), List.of(one, two), place, size);
        if (page.isEmpty()) {
          break;
        }
        paged.addAll(page);
        place = new Place(page.getLast().position(), page.getLast().line());
      }
      assertThat(paged).as("pages of %d", size).isEqualTo(all);
    }
  }

  @Test
  void makes_the_same_of_it_again() throws Exception {
    refundedDispute(ledger.openWallet(payer, null, "100"), ledger.openWallet(payee, null, "0"));
    ledger.catchUp();
    List<String> before = ledger.hashes();
    ledger.rebuild().run(Views.ALL, _ -> {});
    assertThat(ledger.hashes()).isEqualTo(before);
  }
}
