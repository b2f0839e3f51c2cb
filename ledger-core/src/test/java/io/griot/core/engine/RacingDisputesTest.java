package io.griot.core.engine;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.dispute;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.openWith;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.request;
import static io.griot.core.Sample.user;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.Answer;
import io.griot.core.LedgerCommand;
import io.griot.core.RejectionCode;
import io.griot.core.account.Wallet;
import io.griot.core.dispute.DisputeCommand;
import io.griot.core.dispute.DisputeCommand.DismissDispute;
import io.griot.core.dispute.DisputeCommand.MarkDisputeReviewed;
import io.griot.core.dispute.DisputeCommand.MoveDisputeToReview;
import io.griot.core.dispute.DisputeCommand.OpenDispute;
import io.griot.core.dispute.DisputeCommand.RefundDispute;
import io.griot.core.dispute.DisputeCommand.Reporter;
import io.griot.core.dispute.DisputeReceipt;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.testdatabase.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many at one dispute, again and again. */
class RacingDisputesTest {

  private static final int ROUNDS = 20;
  private static final Authority STAFF = new Authority.Staff();

  private final TestDatabase database = TestDatabase.create();
  private LedgerOnPostgres node = node();

  private LedgerOnPostgres node() {
    LedgerOnPostgres.migrate(database);
    return LedgerOnPostgres.on(database, Clock.systemUTC(), configurer -> configurer);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void fifty_refunds_of_one_dispute_at_once_pay_it_once() throws Exception {
    openTwoWallets();
    for (int round = 1; round <= ROUNDS; round++) {
      long number = round;
      review(number);
      assertThat(frozen()).isEqualTo(etb(3_00));
      List<Answer> answers =
          Threads.together(
              50, thread -> node.ledger().send(request(refund(number, 100 * number + thread))));

      assertOneWins(answers, RejectionCode.DISPUTE_RESOLVED);
      assertThat(posted(1)).isEqualTo(etb(100_00));
      assertThat(posted(2)).isEqualTo(etb(100_00));
      assertThat(frozen()).isEqualTo(etb(0));
    }
  }

  @Test
  void of_refunding_and_dismissing_at_once_one_wins() throws Exception {
    openTwoWallets();
    long refunds = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      long number = round;
      review(number);
      List<Answer> answers =
          Threads.together(
              16,
              thread ->
                  node.ledger()
                      .send(
                          request(
                              thread % 2 == 0
                                  ? refund(number, 100 * number + thread)
                                  : new DismissDispute(dispute(number), null, STAFF))));

      assertOneWins(answers, RejectionCode.DISPUTE_RESOLVED);
      refunds +=
          answers.stream()
              .filter(Answer.Accepted.class::isInstance)
              .filter(
                  answer ->
                      ((DisputeReceipt) ((Answer.Accepted) answer).receipt()).refundId() != null)
              .count();
      assertThat(posted(1)).isEqualTo(etb(100_00 - 3_00 * (round - refunds)));
      assertThat(frozen()).isEqualTo(etb(0));
    }
  }

  @Test
  void of_opening_disputes_over_one_entry_at_once_one_wins() throws Exception {
    openTwoWallets();
    for (int round = 1; round <= ROUNDS; round++) {
      long number = round;
      accepted(p2p(number * 10_000, 1, 2, "3"));
      List<Answer> answers =
          Threads.together(
              16,
              thread -> node.ledger().send(request(open(100 * number + thread, number * 10_000))));

      assertOneWins(answers, RejectionCode.ENTRY_DISPUTED);
      assertThat(frozen()).isEqualTo(etb(3_00 * number));
    }
  }

  @Test
  void a_dispute_over_an_entry_is_the_only_one_after_a_restart_too() {
    openTwoWallets();
    accepted(p2p(10_000, 1, 2, "3"));
    accepted(open(1, 10_000));
    node.close();
    node = LedgerOnPostgres.on(database, Clock.systemUTC(), configurer -> configurer);

    assertRefused(open(2, 10_000), RejectionCode.ENTRY_DISPUTED);
    accepted(new MoveDisputeToReview(dispute(1), STAFF));
    accepted(new MarkDisputeReviewed(dispute(1), null, STAFF));
    accepted(refund(1, 11_000));
    assertRefused(refund(1, 11_001), RejectionCode.DISPUTE_RESOLVED);
    assertThat(frozen()).isEqualTo(etb(0));
    assertThat(posted(1)).isEqualTo(etb(100_00));
  }

  private void openTwoWallets() {
    accepted(openWith(1, ETB, "100"));
    accepted(openWith(2, ETB, "100"));
  }

  /** Over 3 birr that wallet 2 received, about to be decided on. */
  private void review(long number) {
    accepted(p2p(number * 10_000, 1, 2, "3"));
    accepted(open(number, number * 10_000));
    accepted(new MoveDisputeToReview(dispute(number), STAFF));
    accepted(new MarkDisputeReviewed(dispute(number), null, STAFF));
  }

  private static OpenDispute open(long number, long entry) {
    return new OpenDispute(
        dispute(number),
        entry(entry),
        new Reporter(user(1), Set.of(user(1))),
        amount("3"),
        null,
        STAFF);
  }

  private static DisputeCommand refund(long number, long entry) {
    return new RefundDispute(dispute(number), entry(entry), null, false, null, STAFF);
  }

  private static void assertOneWins(List<Answer> answers, RejectionCode others) {
    assertThat(answers).filteredOn(Answer.Accepted.class::isInstance).hasSize(1);
    assertThat(answers)
        .filteredOn(Answer.Refused.class::isInstance)
        .hasSize(answers.size() - 1)
        .allMatch(refused -> ((Answer.Refused) refused).rejection().code() == others);
  }

  private void accepted(LedgerCommand command) {
    assertThat(node.ledger().send(request(command))).isInstanceOf(Answer.Accepted.class);
  }

  private void assertRefused(DisputeCommand command, RejectionCode code) {
    assertThat(node.ledger().send(request(command)))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.rejection().code()).isEqualTo(code));
  }

  private Money posted(long number) {
    return open(number).posted();
  }

  /** At the beneficiary. */
  private Money frozen() {
    return open(2).frozen();
  }

  private Wallet.Open open(long number) {
    return node.read(accounts -> (Wallet.Open) accounts.wallet(wallet(number)));
  }
}
