package io.griot.core.engine;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.approval;
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
import io.griot.core.approval.ApprovalCommand.Approve;
import io.griot.core.approval.ApprovalCommand.Decline;
import io.griot.core.approval.ApprovalCommand.Propose;
import io.griot.core.approval.ApprovalReceipt;
import io.griot.core.approval.ApprovalStatus;
import io.griot.core.approval.ApprovalThreshold;
import io.griot.core.approval.Proposal;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.CorrectionCommand.Refund;
import io.griot.testdatabase.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many second admins at once, again and again. */
class RacingApprovalsTest {

  private static final int ROUNDS = 20;
  private static final int ASKING = 101;

  private final TestDatabase database = TestDatabase.create();
  private final LedgerOnPostgres node = node();

  private LedgerOnPostgres node() {
    LedgerOnPostgres.migrate(database);
    return LedgerOnPostgres.on(
        database, Clock.systemUTC(), new ApprovalThreshold(BigDecimal.valueOf(20)));
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void fifty_approvals_of_one_pay_once() throws Exception {
    accepted(openWith(1, ETB, "1000"));
    accepted(openWith(2, ETB, "1000"));
    for (int round = 1; round <= ROUNDS; round++) {
      int number = round;
      propose(number);
      List<Answer> answers = Threads.together(50, thread -> send(approve(number, thread)));

      assertThat(answers).filteredOn(Answer.Accepted.class::isInstance).hasSize(1);
      assertRestDecided(answers);
      assertThat(posted(1)).isEqualTo(etb(1_000_00));
      assertThat(posted(2)).isEqualTo(etb(1_000_00));
    }
  }

  @Test
  void of_those_who_approve_and_those_who_decline_the_first_decides() throws Exception {
    accepted(openWith(1, ETB, "1000"));
    accepted(openWith(2, ETB, "1000"));
    int granted = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      int number = round;
      propose(number);
      List<Answer> answers =
          Threads.together(
              20,
              thread ->
                  send(
                      thread % 2 == 0
                          ? approve(number, thread)
                          : new Decline(approval(number), user(200 + thread), "")));

      List<ApprovalReceipt> accepted =
          answers.stream()
              .filter(Answer.Accepted.class::isInstance)
              .map(answer -> (ApprovalReceipt) ((Answer.Accepted) answer).receipt())
              .toList();
      assertThat(accepted).hasSize(1);
      assertRestDecided(answers);
      if (accepted.getFirst().status() == ApprovalStatus.GRANTED) {
        granted++;
      }
      assertThat(posted(2)).isEqualTo(etb(1_000_00 + 30_00L * (round - granted)));
    }
  }

  private static void assertRestDecided(List<Answer> answers) {
    assertThat(answers)
        .filteredOn(Answer.Refused.class::isInstance)
        .hasSize(answers.size() - 1)
        .allMatch(
            refused ->
                ((Answer.Refused) refused).rejection().code() == RejectionCode.APPROVAL_DECIDED);
  }

  /** Wallet 1 sends 30 to wallet 2, and an admin wants it back. */
  private void propose(int round) {
    accepted(p2p(round * 1_000L, 1, 2, "30"));
    accepted(
        new Propose(
            approval(round),
            new Proposal.ToRefund(
                new Refund(
                    entry(round * 1_000L),
                    entry(round * 1_000L + 999),
                    amount("30"),
                    false,
                    "",
                    new Authority.Staff())),
            user(ASKING),
            new Authority.Owners(Set.of(user(ASKING)))));
  }

  private static Approve approve(int round, int thread) {
    return new Approve(approval(round), entry(round * 1_000L + 1 + thread), user(200 + thread), "");
  }

  private Answer send(LedgerCommand command) {
    return node.ledger().send(request(command));
  }

  private void accepted(LedgerCommand command) {
    assertThat(send(command)).isInstanceOf(Answer.Accepted.class);
  }

  private Money posted(long number) {
    return node.read(accounts -> ((Wallet.Open) accounts.wallet(wallet(number))).posted());
  }
}
