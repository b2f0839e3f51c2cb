package io.griot.core.bill;

import static io.griot.core.LedgerFixture.ledger;
import static io.griot.core.RejectionCode.BALANCE_TOO_LARGE;
import static io.griot.core.RejectionCode.ENTRY_NOT_REFUNDABLE;
import static io.griot.core.RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS;
import static io.griot.core.RejectionCode.REPORTER_NOT_INVOLVED;
import static io.griot.core.Sample.XOF;
import static io.griot.core.Sample.adjustment;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.approval;
import static io.griot.core.Sample.clearing;
import static io.griot.core.Sample.credited;
import static io.griot.core.Sample.dispute;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.in;
import static io.griot.core.Sample.opened;
import static io.griot.core.Sample.owner;
import static io.griot.core.Sample.payable;
import static io.griot.core.Sample.payment;
import static io.griot.core.Sample.settlement;
import static io.griot.core.Sample.user;
import static io.griot.core.Sample.wallet;
import static io.griot.core.Sample.xof;
import static io.griot.core.bill.Paying.SENELEC;
import static io.griot.core.bill.Paying.STAFF;
import static io.griot.core.bill.Paying.confirm;
import static io.griot.core.bill.Paying.due;
import static io.griot.core.bill.Paying.pay;
import static io.griot.core.bill.Paying.reject;
import static io.griot.core.bill.Paying.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.Answer;
import io.griot.core.LedgerCommand;
import io.griot.core.LedgerFixture;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.Wallet;
import io.griot.core.approval.ApprovalCommand.Propose;
import io.griot.core.approval.Proposal;
import io.griot.core.dispute.DisputeCommand.OpenDispute;
import io.griot.core.dispute.DisputeCommand.Reporter;
import io.griot.core.id.EntryId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.journal.Entry;
import io.griot.core.journal.EntryKind;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.CorrectionCommand.Refund;
import io.griot.core.transfer.CorrectionCommand.Reverse;
import io.griot.core.transfer.TransferCommand.Transfer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody may try beside a payment to have its money twice, or nowhere. */
class KeepingPaymentsWholeTest {

  private static final SystemAccountId CLEARING = clearing("wizall", XOF);
  private static final SystemAccountId PAYABLE = payable("wizall", XOF);

  /** Of wallet 1's 50,000 francs, 18,590 went to clearing by entry 101. */
  private static LedgerFixture submitted() {
    return ledger()
        .given(opened(1, XOF), credited(1, xof(50_000)), opened(2, XOF), credited(2, xof(50_000)))
        .given(pay(1, SENELEC, due(SENELEC, xof(18_590)), "18590"), submit(1));
  }

  /** All ways by hand to give an entry back, whole or in part. */
  private static List<LedgerCommand> corrections(EntryId entryId) {
    Reporter payer = new Reporter(user(1), Set.of(user(1)));
    Refund refund = new Refund(entryId, entry(7), null, false, "", STAFF);
    Reverse reverse = new Reverse(entryId, entry(7), "", STAFF);
    Authority.Owners proposer = new Authority.Owners(Set.of());
    return List.of(
        refund,
        new Refund(entryId, entry(7), amount("1"), false, "", STAFF),
        new Refund(entryId, entry(7), null, true, "", STAFF),
        reverse,
        new OpenDispute(dispute(1), entryId, payer, null, null, STAFF),
        new OpenDispute(dispute(1), entryId, payer, null, null, owner(1)),
        new Propose(approval(1), new Proposal.ToRefund(refund), user(9), proposer),
        new Propose(approval(1), new Proposal.ToReverse(reverse), user(9), proposer));
  }

  @Test
  void the_entry_that_took_the_money_is_not_given_back_by_hand_while_under_way_nor_after() {
    for (LedgerFixture ledger :
        List.of(submitted(), submitted().given(confirm(1)), submitted().given(reject(1)))) {
      for (LedgerCommand correction : corrections(entry(101))) {
        ledger.when(correction).expectRejection(ENTRY_NOT_REFUNDABLE, "transaction");
      }
    }
  }

  @Test
  void neither_is_the_entry_that_gave_the_money_back() {
    for (LedgerCommand correction : corrections(entry(201))) {
      assertThat(submitted().given(reject(1)).when(correction).expectNoEvents().answer())
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              refused ->
                  assertThat(refused.rejection().code())
                      // To whoever has no part in its paying side, a dispute is refused before.
                      .isIn(ENTRY_NOT_REFUNDABLE, REPORTER_NOT_INVOLVED));
    }
  }

  @Test
  void nor_the_entry_that_owes_the_money_to_the_provider() {
    LedgerFixture settled = submitted().given(confirm(1));
    settled
        .when(new Refund(entry(201), entry(7), null, false, "", STAFF))
        .expectRejection(ENTRY_NOT_REFUNDABLE, "transaction");
    settled
        .when(new Reverse(entry(201), entry(7), "", STAFF))
        .expectRejection(ENTRY_NOT_REFUNDABLE, "transaction");
  }

  @Test
  void an_entry_that_was_refunded_by_its_payment_says_so() {
    LedgerFixture ledger = submitted().given(reject(1));
    assertThat(((Entry.Posted) ledger.accounts().entry(entry(101))).left()).isEqualTo(xof(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000-0000-b100-0000-000000000001", "", "nonsense"})
  void no_other_entry_names_a_payment(String reference) {
    assertThatThrownBy(
            () ->
                new Transfer(
                    entry(7),
                    EntryKind.BILL_PAYMENT,
                    in(wallet(1)),
                    in(CLEARING),
                    amount("5"),
                    null,
                    "",
                    Map.of("bill_payment", reference),
                    null,
                    STAFF))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_entry_of_the_same_kind_by_hand_is_no_payment_and_stays_correctable() {
    submitted()
        .given(
            new Transfer(
                entry(7),
                EntryKind.BILL_PAYMENT,
                in(wallet(1)),
                in(CLEARING),
                amount("5"),
                null,
                "",
                Map.of("reference", payment(1).toString()),
                null,
                STAFF),
            new Reverse(entry(7), entry(8), "", STAFF));
  }

  /** Admins may take from any account; then the end of a payment waits, and says for what. */
  @Test
  void money_that_was_taken_out_of_clearing_by_hand_is_owed_as_soon_as_it_is_back() {
    LedgerFixture ledger =
        submitted().given(adjustment(7, in(CLEARING), in(settlement("bank", XOF)), "1"));
    ledger.when(confirm(1)).expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
    ledger.when(reject(1)).expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
    assertThat(BillPayment.status(made(ledger))).isEqualTo(BillPaymentStatus.SUBMITTED);

    ledger.given(adjustment(8, in(settlement("bank", XOF)), in(CLEARING), "1"), confirm(1));
    assertThat(at(ledger, CLEARING)).isZero();
    assertThat(at(ledger, PAYABLE)).isEqualTo(18_590);
  }

  /** The payer received so much meanwhile that there is no room for what comes back. */
  @Test
  void money_that_finds_no_room_in_the_wallet_comes_back_as_soon_as_there_is() {
    LedgerFixture ledger =
        submitted().given(new WalletCredited(wallet(1), entry(7), xof(Long.MAX_VALUE - 49_999)));
    ledger.when(reject(1)).expectRejection(BALANCE_TOO_LARGE, "amount");
    assertThat(BillPayment.status(made(ledger))).isEqualTo(BillPaymentStatus.SUBMITTED);

    ledger.given(adjustment(8, in(wallet(1)), in(settlement("bank", XOF)), "1"), reject(1));
    assertThat(((Wallet.Open) ledger.accounts().wallet(wallet(1))).posted())
        .isEqualTo(xof(Long.MAX_VALUE));
    assertThat(at(ledger, CLEARING)).isZero();
  }

  /**
   * Two payments, ended by entries of one identifier: the second is a fault and changes nothing.
   */
  @Test
  void an_entry_ends_one_payment() {
    LedgerFixture ledger =
        submitted()
            .given(
                pay(2, Paying.WOYOFAL, Paying.open(Paying.WOYOFAL), "1000"), submit(2), confirm(1));
    int written = ledger.accounts().log().size();
    assertThatThrownBy(
            () ->
                ledger.when(
                    new BillPaymentCommand.ConfirmBillPayment(
                        payment(2), entry(201), Paying.CONFIRMATION)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(ledger.accounts().log()).hasSize(written);
    assertThat(at(ledger, CLEARING)).isEqualTo(1_000);
  }

  private static BillPayment.Made made(LedgerFixture ledger) {
    return BillPayment.requireMade(ledger.accounts().payment(payment(1)));
  }

  private static long at(LedgerFixture ledger, SystemAccountId account) {
    return ledger.accounts().systemAccount(account).posted().minorUnits();
  }
}
