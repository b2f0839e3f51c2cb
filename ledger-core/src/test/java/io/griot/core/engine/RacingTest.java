package io.griot.core.engine;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.adjustment;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.clearing;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.hold;
import static io.griot.core.Sample.in;
import static io.griot.core.Sample.openWith;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.request;
import static io.griot.core.Sample.settlement;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.Answer;
import io.griot.core.RejectionCode;
import io.griot.core.account.Wallet;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletReceipt;
import io.griot.core.account.WalletReceipt.Change;
import io.griot.core.hold.HoldCommand.PlaceHold;
import io.griot.core.hold.HoldCommand.SettleHold;
import io.griot.core.hold.HoldCommand.VoidHold;
import io.griot.core.id.HoldId;
import io.griot.core.id.Owner;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.money.Money;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.CorrectionCommand.Refund;
import io.griot.testdatabase.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RacingTest {

  private static final int ROUNDS = 20;

  private final TestDatabase database = TestDatabase.create();
  private final LedgerOnPostgres node = node();

  private LedgerOnPostgres node() {
    LedgerOnPostgres.migrate(database);
    return LedgerOnPostgres.on(database, Clock.systemUTC(), configurer -> configurer);
  }

  @BeforeEach
  void open_two_wallets() {
    node.ledger()
        .sendInOrder(List.of(request(openWith(1, ETB, "100")), request(openWith(2, ETB, "100"))));
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void moves_in_opposite_directions_without_a_deadlock() throws Exception {
    List<List<Answer>> answers =
        Threads.together(
            64,
            thread -> {
              List<Answer> own = new ArrayList<>();
              for (int n = 0; n < 10; n++) {
                long entry = 1_000 + thread * 10L + n;
                own.add(
                    node.ledger()
                        .send(
                            request(
                                thread % 2 == 0 ? p2p(entry, 1, 2, "1") : p2p(entry, 2, 1, "1"))));
              }
              return own;
            });

    assertThat(answers.stream().flatMap(List::stream))
        .hasSize(640)
        .allMatch(Answer.Accepted.class::isInstance);
    assertThat(posted(node, 1)).isEqualTo(etb(100_00));
    assertThat(posted(node, 2)).isEqualTo(etb(100_00));
  }

  @Test
  void moves_between_guarded_accounts_without_a_deadlock() throws Exception {
    SystemAccountId clearing = clearing("wizall", ETB);
    SystemAccountId payable = new SystemAccountId(SystemAccountKind.PAYABLE, "wizall", ETB);
    node.ledger().send(request(adjustment(500, in(settlement("bank", ETB)), in(clearing), "100")));
    node.ledger().send(request(adjustment(501, in(settlement("bank", ETB)), in(payable), "100")));
    List<Answer> answers =
        Threads.together(
            64,
            thread ->
                node.ledger()
                    .send(
                        request(
                            thread % 2 == 0
                                ? adjustment(1_000 + thread, in(clearing), in(payable), "1")
                                : adjustment(1_000 + thread, in(payable), in(clearing), "1"))));
    assertThat(answers).allMatch(Answer.Accepted.class::isInstance);
    assertThat(node.<Money>read(accounts -> accounts.systemAccount(clearing).posted()))
        .isEqualTo(etb(100_00));
  }

  @Test
  void drains_a_wallet_to_zero_and_never_below() throws Exception {
    List<Answer> answers =
        Threads.together(
            200, thread -> node.ledger().send(request(p2p(1_000 + thread, 1, 2, "1"))));

    assertThat(answers.stream().filter(Answer.Accepted.class::isInstance)).hasSize(100);
    assertThat(answers)
        .filteredOn(Answer.Refused.class::isInstance)
        .hasSize(100)
        .allMatch(
            refused ->
                ((Answer.Refused) refused).rejection().code()
                    == RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS);
    assertThat(posted(node, 1)).isEqualTo(etb(0));
    assertThat(posted(node, 2)).isEqualTo(etb(200_00));
  }

  @Test
  void runs_of_commands_and_single_ones_do_not_wait_for_each_other_for_ever() throws Exception {
    List<Integer> accepted =
        Threads.together(
            16,
            thread -> {
              long first = 1_000 + thread * 20L;
              return (int)
                  (thread % 2 == 0
                          ? node.ledger()
                              .sendInOrder(
                                  IntStream.range(0, 20)
                                      .mapToObj(
                                          n ->
                                              request(
                                                  n % 2 == 0
                                                      ? p2p(first + n, 1, 2, "1")
                                                      : p2p(first + n, 2, 1, "1")))
                                      .toList())
                          : List.of(node.ledger().send(request(p2p(first, 2, 1, "1")))))
                      .stream().filter(Answer.Accepted.class::isInstance).count();
            });
    assertThat(accepted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(8 * 20 + 8);
    assertThat(posted(node, 1)).isEqualTo(etb(108_00));
  }

  @Test
  void gives_an_external_reference_to_one_wallet() throws Exception {
    List<Answer> answers =
        Threads.together(
            16,
            thread ->
                node.ledger()
                    .send(
                        request(
                            new OpenWallet(
                                wallet(100 + thread), new Owner.Nobody(), ETB, "C1", null))));
    List<WalletReceipt> receipts =
        answers.stream()
            .map(answer -> (WalletReceipt) ((Answer.Accepted) answer).receipt())
            .toList();
    assertThat(receipts).filteredOn(receipt -> receipt.change() == Change.MADE).hasSize(1);
    assertThat(receipts.stream().map(WalletReceipt::walletId).distinct()).hasSize(1);
  }

  @Test
  void of_settling_and_voiding_a_hold_one_wins() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      HoldId hold = hold(1 + round);
      long entry = 10_000 + 100L * round;
      node.ledger()
          .send(
              request(
                  new PlaceHold(
                      hold, wallet(1), amount("2"), null, "deposit", new Authority.Staff())));
      List<Answer> answers =
          Threads.together(
              16,
              thread ->
                  node.ledger()
                      .send(
                          request(
                              thread % 2 == 0
                                  ? new SettleHold(
                                      hold,
                                      entry(entry + thread),
                                      wallet(2),
                                      null,
                                      "",
                                      new Authority.Staff())
                                  : new VoidHold(hold, "", new Authority.Staff()))));
      assertThat(answers).filteredOn(Answer.Accepted.class::isInstance).hasSize(1);
      assertThat(answers)
          .filteredOn(Answer.Refused.class::isInstance)
          .allMatch(refused -> isRefusal(refused, RejectionCode.HOLD_ENDED));
    }
    Wallet.Open after = node.read(accounts -> (Wallet.Open) accounts.wallet(wallet(1)));
    assertThat(after.frozen()).isEqualTo(etb(0));
    assertThat(after.posted().plus(posted(node, 2))).isEqualTo(etb(200_00));
  }

  @Test
  void of_many_refunds_of_an_entry_one_pays() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      long first = 10_000 + 100L * round;
      node.ledger().send(request(p2p(first, 1, 2, "30")));
      List<Answer> answers =
          Threads.together(
              50,
              thread ->
                  node.ledger()
                      .send(
                          request(
                              new Refund(
                                  entry(first),
                                  entry(first + 1 + thread),
                                  null,
                                  false,
                                  "",
                                  new Authority.Staff()))));
      assertThat(answers).filteredOn(Answer.Accepted.class::isInstance).hasSize(1);
      assertThat(answers)
          .filteredOn(Answer.Refused.class::isInstance)
          .hasSize(49)
          .allMatch(refused -> isRefusal(refused, RejectionCode.ENTRY_REFUNDED));
      assertThat(posted(node, 1)).isEqualTo(etb(100_00));
    }
  }

  private static boolean isRefusal(Answer answer, RejectionCode code) {
    return answer instanceof Answer.Refused refused && refused.rejection().code() == code;
  }

  private static Money posted(LedgerOnPostgres of, long number) {
    return of.read(accounts -> ((Wallet.Open) accounts.wallet(wallet(number))).posted());
  }
}
