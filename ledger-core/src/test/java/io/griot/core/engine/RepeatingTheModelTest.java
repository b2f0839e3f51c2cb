package io.griot.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.Answer;
import io.griot.core.Books;
import io.griot.core.InMemoryLedger;
import io.griot.core.LedgerEvent;
import io.griot.core.LedgerFixture;
import io.griot.core.LedgerRequest;
import io.griot.core.RandomCommands;
import io.griot.core.account.InMemoryAccounts;
import io.griot.core.account.Wallet;
import io.griot.core.approval.ApprovalThreshold;
import io.griot.testdatabase.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ledger on PostgreSQL answers and writes what the model in memory does. */
class RepeatingTheModelTest {

  private static final long BASE_SEED = 77_000;
  private static final int SEQUENCES = 24;
  private static final int COMMANDS = 110;

  @Test
  void answers_and_writes_as_the_model_does() {
    TestDatabase database = TestDatabase.create();
    LedgerOnPostgres.migrate(database);
    Clock clock = Clock.fixed(LedgerFixture.NOW, ZoneOffset.UTC);
    ApprovalThreshold threshold = new ApprovalThreshold(BigDecimal.valueOf(500));
    InMemoryLedger model = new InMemoryLedger(clock, threshold);
    try (LedgerOnPostgres node = LedgerOnPostgres.on(database, clock, threshold)) {
      for (int index = 0; index < SEQUENCES; index++) {
        long seed = BASE_SEED + index;
        try {
          run(node, model, seed);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("The sequence of seed %d differs".formatted(seed), e);
        }
      }
      List<LedgerEvent> log = node.log();
      assertThat(log).isEqualTo(model.accounts().log());
      new Books().book(log);
    }
    // What a fresh node finds in the log is what was in memory.
    try (LedgerOnPostgres fresh = LedgerOnPostgres.on(database, clock, threshold)) {
      InMemoryAccounts.State live = model.accounts().state();
      live.wallets()
          .forEach(
              (walletId, wallet) ->
                  assertThat(fresh.<Wallet>read(accounts -> accounts.wallet(walletId)))
                      .isEqualTo(wallet));
      live.systemAccounts()
          .forEach(
              (accountId, account) ->
                  assertThat(fresh.<Object>read(accounts -> accounts.systemAccount(accountId)))
                      .isEqualTo(account));
    }
  }

  /** By turns one by one, as runs and as all or none. */
  private static void run(LedgerOnPostgres node, InMemoryLedger model, long seed) {
    List<LedgerRequest> requests = new RandomCommands(seed, LedgerFixture.NOW).take(COMMANDS);
    for (int from = 0; from < requests.size(); from += 11) {
      List<LedgerRequest> some = requests.subList(from, Math.min(from + 11, requests.size()));
      switch ((int) (seed + from) % 3) {
        case 0 -> {
          for (LedgerRequest request : some) {
            assertSame(
                List.of(node.ledger().send(request)),
                List.of(model.send(request)),
                List.of(request));
          }
        }
        case 1 -> assertSame(node.ledger().sendInOrder(some), model.sendInOrder(some), some);
        default -> {
          List<LedgerRequest> few = new ArrayList<>(some.subList(0, Math.min(4, some.size())));
          assertSame(node.ledger().sendAllOrNone(few), model.sendAllOrNone(few), few);
        }
      }
    }
  }

  private static void assertSame(
      List<Answer> answers, List<Answer> expected, List<LedgerRequest> requests) {
    assertThat(answers.stream().map(RepeatingTheModelTest::withoutPosition).toList())
        .as("%s", requests)
        .isEqualTo(expected.stream().map(RepeatingTheModelTest::withoutPosition).toList());
  }

  private static List<Object> withoutPosition(Answer answer) {
    return switch (answer) {
      case Answer.Accepted(var receipt, _, boolean hit) -> List.of(receipt, hit);
      case Answer.Refused(var rejection, _, boolean hit) ->
          List.of(rejection.code(), String.valueOf(rejection.field()), rejection.detail(), hit);
    };
  }
}
