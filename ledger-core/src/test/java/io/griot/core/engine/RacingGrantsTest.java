package io.griot.core.engine;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.enterprise;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.grant;
import static io.griot.core.Sample.openWith;
import static io.griot.core.Sample.request;
import static io.griot.core.Sample.user;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.Answer;
import io.griot.core.LedgerRequest;
import io.griot.core.RejectionCode;
import io.griot.core.account.Wallet;
import io.griot.core.grant.GrantCommand.ChangeGrant;
import io.griot.core.grant.GrantCommand.PullGrant;
import io.griot.core.grant.GrantCommand.RequestGrant;
import io.griot.core.grant.GrantCommand.Revised;
import io.griot.core.grant.GrantReceipt;
import io.griot.core.grant.GrantStatus;
import io.griot.core.money.Money;
import io.griot.testdatabase.TestDatabase;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many at one grant, again and again. */
class RacingGrantsTest {

  private static final int ROUNDS = 20;

  private final TestDatabase database = TestDatabase.create();
  private final LedgerOnPostgres node = node();

  private LedgerOnPostgres node() {
    LedgerOnPostgres.migrate(database);
    return LedgerOnPostgres.on(database, Clock.systemUTC(), configurer -> configurer);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void two_hundred_pulls_at_once_never_exceed_the_most() throws Exception {
    accepted(request(openWith(1, ETB, "10000")));
    for (int round = 1; round <= ROUNDS; round++) {
      ask(round);
      accepted(request(change(round, GrantStatus.APPROVED)));
      long first = round * 1_000L;
      int number = round;
      List<Answer> answers =
          Threads.together(
              200, thread -> node.ledger().send(request(pull(number, first + thread, "1"))));

      assertThat(answers).filteredOn(Answer.Accepted.class::isInstance).hasSize(50);
      assertThat(answers)
          .filteredOn(Answer.Refused.class::isInstance)
          .hasSize(150)
          .allMatch(
              refused ->
                  ((Answer.Refused) refused).rejection().code() == RejectionCode.GRANT_EXHAUSTED);
      assertThat(posted(1)).isEqualTo(etb(10_000_00 - 50_00L * round));
      assertThat(posted(8)).isEqualTo(etb(50_00L * round));
      assertThat(left(round).terms().pulled()).isEqualTo(etb(50_00));
    }
  }

  @Test
  void approving_and_suspending_at_once_end_as_the_last_answer_says() throws Exception {
    accepted(request(openWith(1, ETB, "10000")));
    for (int round = 1; round <= ROUNDS; round++) {
      ask(round);
      int number = round;
      List<Answer> answers =
          Threads.together(
              20,
              thread ->
                  node.ledger()
                      .send(
                          request(
                              switch (thread % 3) {
                                case 0 -> change(number, GrantStatus.APPROVED);
                                case 1 -> change(number, GrantStatus.SUSPENDED);
                                default -> pull(number, number * 1_000L + thread, "1");
                              })));

      Answer.Accepted last =
          answers.stream()
              .filter(Answer.Accepted.class::isInstance)
              .map(Answer.Accepted.class::cast)
              .filter(answer -> answer.receipt() instanceof GrantReceipt)
              .reduce((one, other) -> one.position() >= other.position() ? one : other)
              .orElseThrow();
      long pulls =
          answers.stream()
              .filter(Answer.Accepted.class::isInstance)
              .filter(answer -> !(((Answer.Accepted) answer).receipt() instanceof GrantReceipt))
              .count();
      GrantReceipt end = left(round);
      assertThat(end.status()).isIn(GrantStatus.APPROVED, GrantStatus.SUSPENDED);
      // Of the answers of one commit, all have the same position: any of them may be the last.
      assertThat(
              answers.stream()
                  .filter(Answer.Accepted.class::isInstance)
                  .map(Answer.Accepted.class::cast)
                  .filter(answer -> answer.position() == last.position())
                  .map(Answer.Accepted::receipt)
                  .filter(GrantReceipt.class::isInstance)
                  .map(receipt -> ((GrantReceipt) receipt).status()))
          .contains(end.status());
      assertThat(end.terms().pulled()).isEqualTo(etb(100 * pulls));
      assertThat(answers)
          .filteredOn(Answer.Refused.class::isInstance)
          .allMatch(
              refused ->
                  List.of(RejectionCode.GRANT_STATUS_CONFLICT, RejectionCode.GRANT_NOT_APPROVED)
                      .contains(((Answer.Refused) refused).rejection().code()));
      Answer pulled = node.ledger().send(request(pull(round, round * 1_000L + 500, "1")));
      assertThat(pulled instanceof Answer.Accepted).isEqualTo(end.status() == GrantStatus.APPROVED);
    }
  }

  private void ask(long number) {
    accepted(
        request(
            new RequestGrant(
                grant(number),
                enterprise(1),
                user(1),
                wallet(1),
                wallet(8),
                amount("50"),
                null,
                null)));
  }

  private static ChangeGrant change(long number, GrantStatus status) {
    return new ChangeGrant(
        grant(number), user(1), status, null, new Revised.Left<>(), null, new Revised.Left<>());
  }

  private static PullGrant pull(long number, long entry, String amount) {
    return new PullGrant(grant(number), enterprise(1), entry(entry), amount(amount), "");
  }

  /** What a change that changes nothing answers. */
  private GrantReceipt left(long number) {
    return (GrantReceipt)
        accepted(
                request(
                    new ChangeGrant(
                        grant(number),
                        user(1),
                        null,
                        null,
                        new Revised.Left<>(),
                        null,
                        new Revised.Left<>())))
            .receipt();
  }

  private Answer.Accepted accepted(LedgerRequest request) {
    Answer answer = node.ledger().send(request);
    assertThat(answer).isInstanceOf(Answer.Accepted.class);
    return (Answer.Accepted) answer;
  }

  private Money posted(long number) {
    return node.read(accounts -> ((Wallet.Open) accounts.wallet(wallet(number))).posted());
  }
}
