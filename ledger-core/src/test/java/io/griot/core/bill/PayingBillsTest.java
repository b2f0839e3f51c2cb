package io.griot.core.bill;

import static io.griot.core.LedgerFixture.NOW;
import static io.griot.core.LedgerFixture.ledger;
import static io.griot.core.RejectionCode.AMOUNT_ABOVE_BILL;
import static io.griot.core.RejectionCode.AMOUNT_MISMATCH;
import static io.griot.core.RejectionCode.AMOUNT_TOO_LARGE;
import static io.griot.core.RejectionCode.AMOUNT_TOO_PRECISE;
import static io.griot.core.RejectionCode.BILL_ALREADY_PAID;
import static io.griot.core.RejectionCode.BILL_IN_FLIGHT;
import static io.griot.core.RejectionCode.BILL_NOT_FOUND;
import static io.griot.core.RejectionCode.CURRENCY_MISMATCH;
import static io.griot.core.RejectionCode.GRANT_EXHAUSTED;
import static io.griot.core.RejectionCode.GRANT_EXPIRED;
import static io.griot.core.RejectionCode.GRANT_INACTIVE;
import static io.griot.core.RejectionCode.GRANT_NOT_APPROVED;
import static io.griot.core.RejectionCode.GRANT_NOT_FOUND;
import static io.griot.core.RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS;
import static io.griot.core.RejectionCode.WALLET_NOT_FOUND;
import static io.griot.core.RejectionCode.WALLET_RESTRICTED;
import static io.griot.core.Sample.CDF;
import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.XOF;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.cdf;
import static io.griot.core.Sample.clearing;
import static io.griot.core.Sample.credited;
import static io.griot.core.Sample.enterprise;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.grant;
import static io.griot.core.Sample.hold;
import static io.griot.core.Sample.opened;
import static io.griot.core.Sample.owner;
import static io.griot.core.Sample.payable;
import static io.griot.core.Sample.payment;
import static io.griot.core.Sample.restricted;
import static io.griot.core.Sample.user;
import static io.griot.core.Sample.wallet;
import static io.griot.core.Sample.xof;
import static io.griot.core.bill.Paying.AIRTIME;
import static io.griot.core.bill.Paying.REGIDESO;
import static io.griot.core.bill.Paying.SDE;
import static io.griot.core.bill.Paying.SENELEC;
import static io.griot.core.bill.Paying.STAFF;
import static io.griot.core.bill.Paying.WOYOFAL;
import static io.griot.core.bill.Paying.confirm;
import static io.griot.core.bill.Paying.due;
import static io.griot.core.bill.Paying.open;
import static io.griot.core.bill.Paying.pay;
import static io.griot.core.bill.Paying.reject;
import static io.griot.core.bill.Paying.submit;
import static io.griot.core.bill.Paying.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.Answer;
import io.griot.core.LedgerFixture;
import io.griot.core.RejectionCode;
import io.griot.core.account.AccountEvent.FundsFrozen;
import io.griot.core.account.AccountEvent.SystemAccountCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.account.Wallet;
import io.griot.core.bill.BillEvent.BillTaken;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.BillPaymentEvent.BillPaymentFunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRequested;
import io.griot.core.grant.GrantCommand.PullGrant;
import io.griot.core.grant.GrantEvent.GrantApproved;
import io.griot.core.grant.GrantEvent.GrantPulled;
import io.griot.core.grant.GrantEvent.GrantRequested;
import io.griot.core.grant.GrantEvent.GrantSuspended;
import io.griot.core.grant.GrantEvent.GrantTermsChanged;
import io.griot.core.id.BillId;
import io.griot.core.id.Owner;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.Entry;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
import io.griot.core.money.Money;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking for a payment: from the payer's wallet into the provider's clearing account. */
class PayingBillsTest {

  private static final SystemAccountId CLEARING = clearing("wizall", XOF);
  private static final BillId BILL = new BillId("SENELEC/1061103482/5589110");

  /** Wallet 1 holds 50,000 francs, wallet 2 of user 2 as much; wallet 3 500.00 Congolese francs. */
  private static LedgerFixture wallets() {
    return ledger()
        .given(opened(1, XOF), credited(1, xof(50_000)))
        .given(opened(2, XOF), credited(2, xof(50_000)))
        .given(opened(3, CDF), credited(3, cdf(500_00)));
  }

  private static RequestBillPayment senelec(String majorUnits) {
    return pay(1, SENELEC, due(SENELEC, xof(18_590)), majorUnits);
  }

  /** From wallet 3. */
  private static RequestBillPayment regideso(long number, Payee payee, String majorUnits) {
    return pay(
        number,
        payee,
        due(payee, cdf(178_65)),
        majorUnits,
        wallet(3),
        new Mandate.ByOwner(owner(3)));
  }

  @Test
  void a_bill_takes_its_amount_from_the_payer_to_clearing_in_one_commit() {
    wallets()
        .when(senelec("18590"))
        .expectEvents(
            new BillPaymentRequested(payment(1), wallet(1), SENELEC, xof(18_590), null, "light"),
            new BillTaken(BILL, payment(1)),
            new BillPaymentFunded(payment(1), entry(101)),
            new EntryPosted(
                entry(101),
                EntryKind.BILL_PAYMENT,
                List.of(
                    Posting.debit(wallet(1), xof(18_590)), Posting.credit(CLEARING, xof(18_590))),
                Map.of(wallet(1), xof(31_410), CLEARING, xof(18_590)),
                "light",
                Map.of(
                    "bill_payment",
                    payment(1).uuid().toString(),
                    "bill",
                    "SENELEC/1061103482/5589110"),
                null),
            new WalletDebited(wallet(1), entry(101), xof(18_590)),
            new SystemAccountCredited(CLEARING, entry(101), xof(18_590)))
        .expectReceipt(
            new BillPaymentReceipt(
                BillPaymentStatus.FUNDED,
                new BillPayment.Terms(payment(1), wallet(1), SENELEC, xof(18_590)),
                null,
                null,
                false,
                null,
                null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"18589", "18591", "1", "50000"})
  void a_bill_of_senelec_is_paid_exactly(String majorUnits) {
    wallets().when(senelec(majorUnits)).expectRejection(AMOUNT_MISMATCH, "amount");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2827", "2829"})
  void a_bill_of_sde_is_paid_exactly(String majorUnits) {
    wallets()
        .when(pay(1, SDE, due(SDE, xof(2_828)), majorUnits))
        .expectRejection(AMOUNT_MISMATCH, "amount");
  }

  @Test
  void an_amount_is_the_bills_however_many_noughts_it_is_written_with() {
    assertAwaits(wallets().given(pay(1, SDE, due(SDE, xof(2_828)), "2828.00")), CLEARING, 2_828);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.01", "100", "178.64", "178.65"})
  void regideso_takes_any_part_of_what_is_due(String majorUnits) {
    LedgerFixture ledger = wallets().given(regideso(1, REGIDESO, majorUnits));
    assertThat(posted(ledger, clearing("regideso", CDF)).majorUnits())
        .isEqualByComparingTo(majorUnits);
  }

  @Test
  void regideso_takes_no_more_than_is_due() {
    wallets().when(regideso(1, REGIDESO, "178.66")).expectRejection(AMOUNT_ABOVE_BILL, "amount");
  }

  @Test
  void a_meter_and_a_phone_take_any_amount() {
    LedgerFixture ledger =
        wallets()
            .given(pay(1, WOYOFAL, open(WOYOFAL), "1000"), pay(2, AIRTIME, open(AIRTIME), "500"));
    assertAwaits(ledger, CLEARING, 1_500);
    assertThat(kindOf(ledger, 101)).isEqualTo(EntryKind.BILL_PAYMENT);
    assertThat(kindOf(ledger, 102)).isEqualTo(EntryKind.AIRTIME);
  }

  @Test
  void an_amount_has_no_more_decimals_than_the_currency() {
    wallets().when(senelec("18590.5")).expectRejection(AMOUNT_TOO_PRECISE, "amount");
    wallets()
        .when(pay(1, WOYOFAL, open(WOYOFAL), "0.5"))
        .expectRejection(AMOUNT_TOO_PRECISE, "amount");
    wallets().when(regideso(1, REGIDESO, "1.005")).expectRejection(AMOUNT_TOO_PRECISE, "amount");
  }

  @Test
  void an_amount_has_a_largest() {
    wallets()
        .when(pay(1, WOYOFAL, open(WOYOFAL), "1000000000000001"))
        .expectRejection(AMOUNT_TOO_LARGE, "amount");
  }

  @Test
  void a_bill_is_paid_from_a_wallet_in_its_currency() {
    wallets()
        .when(
            pay(
                1,
                SENELEC,
                due(SENELEC, xof(100)),
                "100",
                wallet(3),
                new Mandate.ByOwner(owner(3))))
        .expectRejection(CURRENCY_MISMATCH, "from");
    wallets()
        .when(pay(1, REGIDESO, due(REGIDESO, cdf(100)), "1"))
        .expectRejection(CURRENCY_MISMATCH, "from");
    wallets()
        .when(pay(1, WOYOFAL, new Quote.Open(ETB), "100"))
        .expectRejection(CURRENCY_MISMATCH, "from");
  }

  @Test
  void all_that_is_there_may_be_spent_and_no_more() {
    assertThat(posted(wallets().given(pay(1, WOYOFAL, open(WOYOFAL), "50000")), wallet(1)))
        .isEqualTo(xof(0));
    wallets()
        .when(pay(1, WOYOFAL, open(WOYOFAL), "50001"))
        .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
  }

  @Test
  void what_is_frozen_pays_no_bill() {
    LedgerFixture frozen = wallets().given(new FundsFrozen(wallet(1), hold(1), xof(49_000)));
    frozen
        .when(pay(1, WOYOFAL, open(WOYOFAL), "1001"))
        .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
    assertAwaits(frozen.given(pay(1, WOYOFAL, open(WOYOFAL), "1000")), CLEARING, 1_000);
  }

  @Test
  void a_restricted_wallet_pays_nothing_whoever_asks() {
    wallets()
        .given(restricted(1))
        .when(senelec("18590"))
        .expectRejection(WALLET_RESTRICTED, "from");
    wallets()
        .given(restricted(1))
        .when(pay(1, WOYOFAL, open(WOYOFAL), "1", wallet(1), new Mandate.ByOwner(STAFF)))
        .expectRejection(WALLET_RESTRICTED, "from");
  }

  @Test
  void nobody_pays_from_a_foreign_wallet_or_one_that_is_not_there() {
    for (WalletId walletId : List.of(wallet(2), wallet(77))) {
      wallets()
          .when(pay(1, WOYOFAL, open(WOYOFAL), "100", walletId, new Mandate.ByOwner(owner(1))))
          .expectRejection(WALLET_NOT_FOUND, "from");
    }
  }

  @Test
  void what_the_provider_does_not_know_or_shows_as_paid_is_not_paid() {
    wallets()
        .when(pay(1, SENELEC, new Quote.Missing(), "100"))
        .expectRejection(BILL_NOT_FOUND, "number");
    wallets()
        .when(pay(1, SENELEC, new Quote.Paid(), "100"))
        .expectRejection(BILL_ALREADY_PAID, "number");
  }

  @Test
  void a_bill_has_one_payment_under_way_whoever_pays() {
    LedgerFixture once = wallets().given(senelec("18590"));
    RequestBillPayment second =
        pay(
            2,
            SENELEC,
            due(SENELEC, xof(18_590)),
            "18590",
            wallet(2),
            new Mandate.ByOwner(owner(2)));
    once.when(second).expectRejection(BILL_IN_FLIGHT, "number");
    once.given(submit(1)).when(second).expectRejection(BILL_IN_FLIGHT, "number");
    once.given(unknown(1)).when(second).expectRejection(BILL_IN_FLIGHT, "number");
    assertAwaits(once, CLEARING, 18_590);
  }

  @Test
  void another_bill_of_the_customer_is_paid_meanwhile_at_senelec_and_sde() {
    Payee another = new Payee.SenelecBill("1061103482", "5589111");
    Payee sde = new Payee.SdeBill("1061103482", "5589110");
    assertAwaits(
        wallets()
            .given(
                senelec("18590"),
                pay(2, another, due(another, xof(10)), "10"),
                pay(3, sde, due(sde, xof(5)), "5")),
        CLEARING,
        18_605);
  }

  @Test
  void no_bill_has_another_name_in_other_letters() {
    Payee lower = new Payee.SenelecBill("106a250566", "b1");
    Payee upper = new Payee.SenelecBill("106A250566", "B1");
    wallets()
        .given(pay(1, lower, due(lower, xof(10)), "10"))
        .when(pay(2, upper, due(upper, xof(10)), "10"))
        .expectRejection(BILL_IN_FLIGHT, "number");
  }

  @Test
  void a_customer_of_regideso_has_one_payment_under_way_whatever_bill_province_or_letters() {
    LedgerFixture once =
        wallets().given(regideso(1, new Payee.RegidesoBill("KIN", "01234-X", "1"), "1"));
    for (Payee payee :
        List.of(
            new Payee.RegidesoBill("KIN", "01234-X", "1"),
            new Payee.RegidesoBill("KIN", "01234-X", "2"),
            new Payee.RegidesoBill("KC", "01234-X", "1"),
            new Payee.RegidesoBill("kin", "01234-x", "2"))) {
      once.when(regideso(2, payee, "1")).expectRejection(BILL_IN_FLIGHT, "number");
    }
    assertAwaits(
        once.given(regideso(2, new Payee.RegidesoBill("KIN", "01234-Y", "1"), "1")),
        clearing("regideso", CDF),
        2_00);
  }

  @Test
  void a_whole_bill_is_paid_once_and_never_again() {
    wallets()
        .given(senelec("18590"), submit(1), confirm(1))
        .when(pay(2, SENELEC, due(SENELEC, xof(18_590)), "18590"))
        .expectRejection(BILL_ALREADY_PAID, "number");
  }

  @Test
  void a_bill_that_was_not_paid_may_be_tried_again() {
    assertAwaits(
        wallets()
            .given(
                senelec("18590"),
                submit(1),
                reject(1),
                pay(2, SENELEC, due(SENELEC, xof(18_590)), "18590")),
        CLEARING,
        18_590);
  }

  @Test
  void a_bill_of_regideso_is_paid_part_by_part() {
    LedgerFixture ledger =
        wallets()
            .given(
                regideso(1, REGIDESO, "100"),
                submit(1),
                confirm(1),
                regideso(2, REGIDESO, "78.65"));
    assertAwaits(ledger, clearing("regideso", CDF), 78_65);
    assertAwaits(ledger, payable("regideso", CDF), 100_00);
  }

  @Test
  void two_top_ups_of_one_meter_or_phone_are_under_way_at_once() {
    assertAwaits(
        wallets()
            .given(
                pay(1, WOYOFAL, open(WOYOFAL), "1000"),
                pay(2, WOYOFAL, open(WOYOFAL), "1000"),
                pay(3, AIRTIME, open(AIRTIME), "500"),
                pay(4, AIRTIME, open(AIRTIME), "500")),
        CLEARING,
        3_000);
  }

  /** Both rules broken: the one that stands first among the codes. */
  static Stream<Arguments> precedence() {
    Payee foreign = new Payee.SenelecBill("1", "2");
    return Stream.of(
        Arguments.of(
            pay(2, foreign, new Quote.Missing(), "1", wallet(2), new Mandate.ByOwner(owner(1))),
            WALLET_NOT_FOUND),
        Arguments.of(pay(2, SENELEC, new Quote.Missing(), "1"), BILL_IN_FLIGHT),
        Arguments.of(pay(2, SENELEC, new Quote.Paid(), "1"), BILL_IN_FLIGHT),
        Arguments.of(pay(2, SENELEC, due(SENELEC, etb(1)), "2"), BILL_IN_FLIGHT),
        Arguments.of(pay(2, SDE, new Quote.Missing(), "1"), BILL_ALREADY_PAID),
        Arguments.of(pay(2, foreign, due(foreign, etb(1)), "0.5"), CURRENCY_MISMATCH),
        Arguments.of(pay(2, foreign, due(foreign, xof(1)), "0.5"), AMOUNT_TOO_PRECISE),
        Arguments.of(pay(2, foreign, due(foreign, xof(1)), "90000"), AMOUNT_MISMATCH));
  }

  @ParameterizedTest
  @MethodSource
  void precedence(RequestBillPayment command, RejectionCode first) {
    LedgerFixture ledger =
        wallets()
            .given(senelec("18590"), pay(7, SDE, due(SDE, xof(1)), "1"), submit(7), confirm(7));
    LedgerFixture.Outcome outcome = ledger.when(command);
    assertThat(((Answer.Refused) outcome.answer()).rejection().code()).isEqualTo(first);
    outcome.expectNoEvents();
  }

  @Test
  void a_payment_is_asked_for_once_under_its_identifier() {
    LedgerFixture once = wallets().given(pay(1, WOYOFAL, open(WOYOFAL), "100"));
    int written = once.accounts().log().size();
    for (String majorUnits : List.of("100", "200")) {
      assertThatThrownBy(() -> once.when(pay(1, WOYOFAL, open(WOYOFAL), majorUnits)))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(once.accounts().log()).hasSize(written);
  }

  @Test
  void what_a_provider_answers_is_read_for_the_bill_that_is_meant() {
    OwedBill owed =
        new OwedBill(SENELEC, "CISSE", xof(18_590), xof(18_590), xof(0), null, null, false, false);
    OwedBill paid =
        new OwedBill(SDE, null, xof(2_828), xof(2_828), xof(0), null, null, true, false);
    OwedBill nothingLeft =
        new OwedBill(REGIDESO, null, cdf(5), cdf(0), cdf(5), null, null, false, true);
    OwedBill overpaid =
        new OwedBill(
            new Payee.RegidesoBill("KIN", "83262", "2"),
            null,
            cdf(5),
            cdf(-1),
            cdf(6),
            null,
            null,
            false,
            true);
    List<OwedBill> answered = List.of(owed, paid, nothingLeft, overpaid);
    assertThat(Quote.of(SENELEC, answered)).isEqualTo(new Quote.Due(xof(18_590), false));
    assertThat(Quote.of(SDE, answered)).isEqualTo(new Quote.Paid());
    assertThat(Quote.of(REGIDESO, answered)).isEqualTo(new Quote.Paid());
    assertThat(Quote.of(overpaid.payee(), answered)).isEqualTo(new Quote.Paid());
    assertThat(Quote.of(new Payee.SenelecBill("1061103482", "1"), answered))
        .isEqualTo(new Quote.Missing());
    assertThat(Quote.of(SENELEC, List.of())).isEqualTo(new Quote.Missing());
  }

  /** Grant 1 lets enterprise 1 take 1,000 francs from wallet 1, as long as it is approved. */
  private static GrantRequested asked() {
    return new GrantRequested(
        grant(1),
        enterprise(1),
        user(1),
        wallet(1),
        wallet(8),
        xof(1_000),
        NOW.plusSeconds(1),
        null,
        NOW);
  }

  private static LedgerFixture granted() {
    return wallets().given(asked(), new GrantApproved(grant(1), NOW));
  }

  private static RequestBillPayment byGrant(
      long number, long walletNumber, Owner enterprise, String majorUnits) {
    return pay(
        number,
        AIRTIME,
        open(AIRTIME),
        majorUnits,
        wallet(walletNumber),
        new Mandate.ByGrant(grant(1), enterprise));
  }

  @Test
  void a_grant_pays_and_what_it_pays_counts_as_pulled() {
    granted()
        .when(byGrant(1, 1, enterprise(1), "400"))
        .expectEvents(
            new BillPaymentRequested(payment(1), wallet(1), AIRTIME, xof(400), grant(1), "light"),
            new GrantPulled(grant(1), entry(101), xof(400)),
            new BillPaymentFunded(payment(1), entry(101)),
            new EntryPosted(
                entry(101),
                EntryKind.AIRTIME,
                List.of(Posting.debit(wallet(1), xof(400)), Posting.credit(CLEARING, xof(400))),
                Map.of(wallet(1), xof(49_600), CLEARING, xof(400)),
                "light",
                Map.of(
                    "bill_payment",
                    payment(1).uuid().toString(),
                    "bill",
                    "AIRTIME/ORANGE/+221771234567",
                    "grant",
                    grant(1).uuid().toString()),
                null),
            new WalletDebited(wallet(1), entry(101), xof(400)),
            new SystemAccountCredited(CLEARING, entry(101), xof(400)));
  }

  @Test
  void a_grant_pays_up_to_its_cap_pulls_and_payments_together() {
    LedgerFixture ledger =
        granted()
            .given(
                byGrant(1, 1, enterprise(1), "400"),
                new PullGrant(grant(1), enterprise(1), entry(1), amount("100"), ""));
    ledger.when(byGrant(2, 1, enterprise(1), "501")).expectRejection(GRANT_EXHAUSTED, "amount");
    assertAwaits(ledger.given(byGrant(2, 1, enterprise(1), "500")), CLEARING, 900);
    ledger.when(byGrant(3, 1, enterprise(1), "1")).expectRejection(GRANT_EXHAUSTED, "amount");
  }

  /** As with every refund of a pull: who pulled again and again would have no cap. */
  @Test
  void what_comes_back_to_the_payer_still_counts_as_pulled() {
    granted()
        .given(byGrant(1, 1, enterprise(1), "1000"), submit(1), reject(1))
        .when(byGrant(2, 1, enterprise(1), "1"))
        .expectRejection(GRANT_EXHAUSTED, "amount");
  }

  @Test
  void a_grant_pays_for_its_enterprise_from_its_wallet_alone() {
    granted().when(byGrant(1, 1, enterprise(2), "1")).expectRejection(GRANT_NOT_FOUND, "grant");
    granted().when(byGrant(1, 2, enterprise(1), "1")).expectRejection(GRANT_NOT_FOUND, "grant");
    wallets().when(byGrant(1, 1, enterprise(1), "1")).expectRejection(GRANT_NOT_FOUND, "grant");
    // Before anything is said of the bill.
    granted()
        .when(
            pay(
                1,
                SENELEC,
                new Quote.Missing(),
                "1",
                wallet(1),
                new Mandate.ByGrant(grant(1), enterprise(2))))
        .expectRejection(GRANT_NOT_FOUND, "grant");
  }

  @Test
  void a_grant_pays_while_it_is_approved_active_and_in_time() {
    wallets()
        .given(asked())
        .when(byGrant(1, 1, enterprise(1), "1"))
        .expectRejection(GRANT_NOT_APPROVED, "grant");
    granted()
        .given(new GrantSuspended(grant(1), NOW))
        .when(byGrant(1, 1, enterprise(1), "1"))
        .expectRejection(GRANT_NOT_APPROVED, "grant");
    granted()
        .given(new GrantTermsChanged(grant(1), xof(1_000), null, false, null, NOW))
        .when(byGrant(1, 1, enterprise(1), "1"))
        .expectRejection(GRANT_INACTIVE, "grant");
    granted()
        .given(new GrantTermsChanged(grant(1), xof(1_000), NOW, true, null, NOW))
        .when(byGrant(1, 1, enterprise(1), "1"))
        .expectRejection(GRANT_EXPIRED, "grant");
  }

  @Test
  void a_grant_does_not_lift_a_restriction_nor_find_money() {
    granted()
        .given(restricted(1))
        .when(byGrant(1, 1, enterprise(1), "1"))
        .expectRejection(WALLET_RESTRICTED, "from");
    granted()
        .given(new FundsFrozen(wallet(1), hold(1), xof(50_000)))
        .when(byGrant(1, 1, enterprise(1), "1"))
        .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
  }

  private static void assertAwaits(LedgerFixture ledger, SystemAccountId account, long minorUnits) {
    assertThat(posted(ledger, account).minorUnits()).isEqualTo(minorUnits);
  }

  private static Money posted(LedgerFixture ledger, SystemAccountId account) {
    return ledger.accounts().systemAccount(account).posted();
  }

  private static Money posted(LedgerFixture ledger, WalletId walletId) {
    return ((Wallet.Open) ledger.accounts().wallet(walletId)).posted();
  }

  private static EntryKind kindOf(LedgerFixture ledger, long number) {
    return ((Entry.Posted) ledger.accounts().entry(entry(number))).kind();
  }
}
