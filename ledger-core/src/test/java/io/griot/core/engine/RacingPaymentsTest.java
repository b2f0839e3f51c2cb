package io.griot.core.engine;

import static io.griot.core.Sample.CDF;
import static io.griot.core.Sample.XOF;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.attempt;
import static io.griot.core.Sample.cdf;
import static io.griot.core.Sample.clearing;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.openWith;
import static io.griot.core.Sample.owner;
import static io.griot.core.Sample.payable;
import static io.griot.core.Sample.payment;
import static io.griot.core.Sample.request;
import static io.griot.core.Sample.wallet;
import static io.griot.core.Sample.xof;
import static io.griot.core.bill.Paying.CONFIRMATION;
import static io.griot.core.bill.Paying.STAFF;
import static io.griot.core.bill.Paying.confirm;
import static io.griot.core.bill.Paying.due;
import static io.griot.core.bill.Paying.pay;
import static io.griot.core.bill.Paying.reject;
import static io.griot.core.bill.Paying.submit;
import static io.griot.core.bill.Paying.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.Answer;
import io.griot.core.LedgerCommand;
import io.griot.core.LedgerEvent;
import io.griot.core.RejectionCode;
import io.griot.core.account.Wallet;
import io.griot.core.bill.BillPaymentCommand.ConfirmBillPayment;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.BillPaymentCommand.ResolveBillPayment;
import io.griot.core.bill.BillPaymentCommand.ReturnUnsentBillPayment;
import io.griot.core.bill.BillPaymentEvent.BillPaymentContradicted;
import io.griot.core.bill.BillPaymentEvent.BillPaymentResolved;
import io.griot.core.bill.BillPaymentReceipt;
import io.griot.core.bill.BillPaymentStatus;
import io.griot.core.bill.Mandate;
import io.griot.core.bill.Paying;
import io.griot.core.bill.Resolution;
import io.griot.core.id.SystemAccountId;
import io.griot.core.utility.Payee;
import io.griot.testdatabase.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many at one payment or one bill, again and again. */
class RacingPaymentsTest {

  private static final int ROUNDS = 20;
  private static final SystemAccountId CLEARING = clearing("wizall", XOF);
  private static final SystemAccountId PAYABLE = payable("wizall", XOF);

  private final TestDatabase database = TestDatabase.create();
  private LedgerOnPostgres node = migrated();

  private LedgerOnPostgres migrated() {
    LedgerOnPostgres.migrate(database);
    return node();
  }

  private LedgerOnPostgres node() {
    return LedgerOnPostgres.on(database, Clock.systemUTC(), configurer -> configurer);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void of_fifty_payments_of_one_bill_at_once_one_is_under_way() throws Exception {
    accepted(openWith(1, XOF, "1000000"));
    for (int round = 1; round <= ROUNDS; round++) {
      Payee bill = new Payee.SenelecBill("1061103482", "b" + round);
      long first = 1_000L * round;
      List<Answer> answers =
          Threads.together(
              50,
              thread ->
                  node.ledger()
                      .send(request(pay(first + thread, bill, due(bill, xof(100)), "100"))));

      assertOneWins(answers, RejectionCode.BILL_IN_FLIGHT);
      assertThat(at(CLEARING)).isEqualTo(100L * round);
      assertThat(inWallet()).isEqualTo(1_000_000 - 100L * round);
    }
  }

  @Test
  void of_fifty_payments_of_a_customer_of_regideso_at_once_one_is_under_way() throws Exception {
    accepted(openWith(1, CDF, "1000000"));
    for (int round = 1; round <= ROUNDS; round++) {
      String customer = "c" + round;
      long first = 1_000L * round;
      List<Answer> answers =
          Threads.together(
              50,
              thread -> {
                Payee bill = new Payee.RegidesoBill("KIN", customer, "b" + thread);
                return node.ledger()
                    .send(request(pay(first + thread, bill, due(bill, cdf(5_00)), "1")));
              });

      assertOneWins(answers, RejectionCode.BILL_IN_FLIGHT);
      assertThat(at(clearing("regideso", CDF))).isEqualTo(1_00L * round);
    }
  }

  @Test
  void of_attempts_at_once_one_calls_the_provider() throws Exception {
    accepted(openWith(1, XOF, "1000000"));
    for (int round = 1; round <= ROUNDS; round++) {
      long number = round;
      accepted(payment100(number));
      List<Answer> answers =
          Threads.together(
              16,
              thread -> node.ledger().send(request(submit(number, 100 * number + thread, null))));

      List<BillPaymentReceipt> receipts =
          answers.stream().map(RacingPaymentsTest::receipt).toList();
      assertThat(receipts).allMatch(each -> each.status() == BillPaymentStatus.SUBMITTED);
      assertThat(receipts.stream().map(BillPaymentReceipt::attemptId).distinct()).hasSize(1);
    }
  }

  /** A node that did not get through its own breaker, and one that began to call meanwhile. */
  @Test
  void whoever_gives_the_money_back_unsent_keeps_everybody_from_calling_or_is_too_late()
      throws Exception {
    accepted(openWith(1, XOF, "1000000"));
    for (int round = 1; round <= ROUNDS; round++) {
      long number = round;
      accepted(payment100(number));
      List<Answer> answers =
          Threads.together(
              8,
              thread ->
                  node.ledger()
                      .send(
                          request(
                              thread % 2 == 0
                                  ? submit(number, 100 * number + thread, null)
                                  : new ReturnUnsentBillPayment(
                                      payment(number),
                                      null,
                                      entry(1_000 * number + thread),
                                      "open"))));

      List<BillPaymentStatus> said =
          answers.stream().map(answer -> receipt(answer).status()).distinct().toList();
      assertThat(said).hasSize(1);
      assertThat(said.getFirst()).isIn(BillPaymentStatus.SUBMITTED, BillPaymentStatus.REFUNDED);
    }
    assertThat(inWallet() + at(CLEARING)).isEqualTo(1_000_000);
  }

  @Test
  void of_admins_who_decide_at_once_one_decides() throws Exception {
    accepted(openWith(1, XOF, "1000000"));
    for (int round = 1; round <= ROUNDS; round++) {
      long number = round;
      submitted(number);
      accepted(unknown(number));
      List<Answer> answers =
          Threads.together(
              16,
              thread ->
                  node.ledger()
                      .send(
                          request(
                              resolve(
                                  number,
                                  1_000 * number + thread,
                                  thread % 2 == 0 ? Resolution.CONFIRMED : Resolution.REFUNDED))));

      assertOneWins(answers, RejectionCode.OUTCOME_NOT_UNKNOWN);
      assertThat(at(CLEARING)).isZero();
      assertThat(inWallet() + at(PAYABLE)).isEqualTo(1_000_000);
    }
    assertThat(logged(BillPaymentResolved.class)).hasSize(ROUNDS);
  }

  @Test
  void of_a_confirmation_and_a_refund_at_once_one_moves_the_money() throws Exception {
    accepted(openWith(1, XOF, "1000000"));
    int refunds = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      long number = round;
      submitted(number);
      accepted(unknown(number));
      int before = logged(BillPaymentContradicted.class).size();
      List<Answer> answers =
          Threads.together(
              8,
              thread ->
                  node.ledger()
                      .send(
                          request(
                              thread % 2 == 0
                                  ? new ConfirmBillPayment(
                                      payment(number), entry(1_000 * number + thread), CONFIRMATION)
                                  : resolve(
                                      number, 1_000 * number + thread, Resolution.REFUNDED))));

      boolean refunded =
          answers.stream()
              .filter(Answer.Accepted.class::isInstance)
              .anyMatch(answer -> receipt(answer).status() == BillPaymentStatus.REFUNDED);
      refunds += refunded ? 1 : 0;
      assertThat(at(CLEARING)).isZero();
      assertThat(at(PAYABLE)).isEqualTo(100L * (round - refunds));
      assertThat(inWallet()).isEqualTo(1_000_000 - 100L * (round - refunds));
      // The confirmations that came too late say one thing; a refund that did was refused.
      assertThat(logged(BillPaymentContradicted.class)).hasSize(before + (refunded ? 1 : 0));
      assertThat(answers)
          .filteredOn(Answer.Refused.class::isInstance)
          .hasSize(refunded ? 3 : 4)
          .allMatch(
              refused ->
                  ((Answer.Refused) refused).rejection().code()
                      == RejectionCode.OUTCOME_NOT_UNKNOWN);
    }
  }

  @Test
  void a_bill_and_its_payment_are_what_they_were_after_a_restart_too() {
    accepted(openWith(1, XOF, "1000000"));
    submitted(1);
    accepted(payment100(2));
    close();
    node = node();

    Payee bill = bill(1);
    assertRefused(pay(3, bill, due(bill, xof(100)), "100"), RejectionCode.BILL_IN_FLIGHT);
    assertThat(receipt(node.ledger().send(request(submit(1, 7, null)))).attemptId())
        .isEqualTo(attempt(1));
    accepted(confirm(1));
    assertRefused(pay(3, bill, due(bill, xof(100)), "100"), RejectionCode.BILL_ALREADY_PAID);
    accepted(submit(2));
    accepted(reject(2));
    close();
    node = node();

    assertRefused(pay(3, bill, due(bill, xof(100)), "100"), RejectionCode.BILL_ALREADY_PAID);
    assertThat(at(CLEARING)).isZero();
    assertThat(at(PAYABLE)).isEqualTo(100);
    assertThat(inWallet()).isEqualTo(999_900);
  }

  @Test
  void a_repeat_under_a_key_is_answered_as_the_first_and_moves_nothing() {
    accepted(openWith(1, XOF, "1000000"));
    RequestBillPayment first = payment100(1);
    Answer asked = node.ledger().send(request(first, "pay"));
    Answer submitted = node.ledger().send(request(submit(1), "submit"));
    accepted(unknown(1));
    Answer confirmed = node.ledger().send(request(confirm(1), "confirm"));
    close();
    node = node();

    assertThat(receipt(node.ledger().send(request(first, "pay")))).isEqualTo(receipt(asked));
    assertThat(receipt(node.ledger().send(request(submit(1), "submit"))))
        .isEqualTo(receipt(submitted));
    Answer again = node.ledger().send(request(confirm(1), "confirm"));
    assertThat(again.hit()).isTrue();
    assertThat(receipt(again)).isEqualTo(receipt(confirmed));
    assertThat(at(PAYABLE)).isEqualTo(100);
  }

  /** Streams that grow by a few events with each payment, or each question, have no snapshots. */
  @Test
  void streams_of_more_than_five_hundred_events_go_on() {
    accepted(openWith(1, CDF, "1000000"));
    Payee bill = new Payee.RegidesoBill("KIN", "83262", "1");
    for (int number = 1; number <= 255; number++) {
      accepted(
          new RequestBillPayment(
              payment(number),
              entry(10_000 + number),
              wallet(1),
              bill,
              due(bill, cdf(1_00)),
              amount("1"),
              "",
              new Mandate.ByOwner(owner(1))));
      accepted(new ReturnUnsentBillPayment(payment(number), null, entry(20_000 + number), "open"));
    }
    accepted(pay(300, bill, due(bill, cdf(1_00)), "1"));
    accepted(submit(300));
    accepted(unknown(300));
    for (int asked = 0; asked < 510; asked++) {
      accepted(Paying.sought(300));
    }
    close();
    node = node();

    assertRefused(pay(301, bill, due(bill, cdf(1_00)), "1"), RejectionCode.BILL_IN_FLIGHT);
    accepted(confirm(300));
    assertThat(at(payable("regideso", CDF))).isEqualTo(1_00);
    assertThat(
            node.jdbc()
                .sql("SELECT count(*) FROM ledger.snapshot WHERE stream LIKE 'bill%'")
                .query(Long.class)
                .single())
        .isZero();
  }

  private static Payee bill(long number) {
    return new Payee.SenelecBill("1061103482", "b" + number);
  }

  private static RequestBillPayment payment100(long number) {
    return pay(
        number,
        bill(number),
        due(bill(number), xof(100)),
        "100",
        wallet(1),
        new Mandate.ByOwner(owner(1)));
  }

  private void submitted(long number) {
    accepted(payment100(number));
    accepted(submit(number));
  }

  private static ResolveBillPayment resolve(long number, long entry, Resolution resolution) {
    return new ResolveBillPayment(
        payment(number), entry(entry), resolution, null, "receipt 17", STAFF);
  }

  private static void assertOneWins(List<Answer> answers, RejectionCode others) {
    assertThat(answers).filteredOn(Answer.Accepted.class::isInstance).hasSize(1);
    assertThat(answers)
        .filteredOn(Answer.Refused.class::isInstance)
        .hasSize(answers.size() - 1)
        .allMatch(refused -> ((Answer.Refused) refused).rejection().code() == others);
  }

  private static BillPaymentReceipt receipt(Answer answer) {
    return (BillPaymentReceipt) ((Answer.Accepted) answer).receipt();
  }

  private void accepted(LedgerCommand command) {
    assertThat(node.ledger().send(request(command))).isInstanceOf(Answer.Accepted.class);
  }

  private void assertRefused(LedgerCommand command, RejectionCode code) {
    assertThat(node.ledger().send(request(command)))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.rejection().code()).isEqualTo(code));
  }

  private <T extends LedgerEvent> List<T> logged(Class<T> type) {
    return node.log().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private long inWallet() {
    return node.read(accounts -> (Wallet.Open) accounts.wallet(wallet(1))).posted().minorUnits();
  }

  private long at(SystemAccountId account) {
    return Objects.requireNonNull(
        node.<Long>read(accounts -> accounts.systemAccount(account).posted().minorUnits()));
  }
}
