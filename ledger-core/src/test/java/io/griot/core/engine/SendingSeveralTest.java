package io.griot.core.engine;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.adjustment;
import static io.griot.core.Sample.clearing;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.in;
import static io.griot.core.Sample.key;
import static io.griot.core.Sample.openWith;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.receive;
import static io.griot.core.Sample.request;
import static io.griot.core.Sample.settlement;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.Answer;
import io.griot.core.LedgerCommand;
import io.griot.core.LedgerEvent;
import io.griot.core.LedgerRequest;
import io.griot.core.RejectionCode;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.account.Accounts;
import io.griot.core.account.Wallet;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.money.Money;
import io.griot.testdatabase.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendingSeveralTest {

  private final TestDatabase database = TestDatabase.create();
  private final LedgerOnPostgres node = node(database);

  private static LedgerOnPostgres node(TestDatabase database) {
    LedgerOnPostgres.migrate(database);
    return LedgerOnPostgres.on(
        database,
        Clock.systemUTC(),
        configurer ->
            configurer.registerCommandHandler(
                configuration ->
                    new PoisonHandler(configuration.getComponent(RunningAccounts.class))));
  }

  /** Applies an event and fails then: what no handler of the ledger may do. */
  record Poison() implements LedgerCommand {}

  /** Takes the poison. */
  static final class PoisonHandler {

    private final Accounts accounts;

    PoisonHandler(Accounts accounts) {
      this.accounts = accounts;
    }

    @CommandHandler
    void handle(Poison poison) {
      accounts.wallet(wallet(1));
      accounts.apply(new WalletDebited(wallet(1), entry(666), etb(1)));
      throw new IllegalStateException("poisoned");
    }
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
  void runs_on_after_a_refusal() {
    List<Answer> answers =
        node.ledger()
            .sendInOrder(
                List.of(
                    request(p2p(10, 1, 2, "100")),
                    request(p2p(11, 1, 2, "0.01")),
                    request(p2p(12, 2, 1, "200"))));

    assertThat(answers.get(0)).isInstanceOf(Answer.Accepted.class);
    assertThat(code(answers.get(1))).isEqualTo(RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS);
    assertThat(answers.get(2)).isInstanceOf(Answer.Accepted.class);
    assertThat(posted(1)).isEqualTo(etb(200_00));
    assertThat(posted(2)).isEqualTo(etb(0));
  }

  @Test
  void runs_more_commands_than_fit_one_transaction() {
    List<LedgerRequest> requests =
        IntStream.range(0, 600)
            .mapToObj(n -> request(p2p(1_000 + n, 1 + n % 2, 2 - n % 2, "1"), "k" + n))
            .toList();
    List<Answer> answers = node.ledger().sendInOrder(requests);
    assertThat(answers).hasSize(600).allMatch(Answer.Accepted.class::isInstance);
    assertThat(posted(1)).isEqualTo(etb(100_00));
    assertThat(entries()).hasSize(602).doesNotHaveDuplicates();
  }

  @Test
  void lets_a_failing_handler_hurt_only_itself() {
    assertHurtsOnlyItself(
        new LedgerRequest(new Poison(), request(new Poison()).requester(), key("p", "p")));
  }

  @Test
  void lets_an_entry_that_is_there_already_hurt_only_itself() {
    node.ledger().send(request(p2p(9, 1, 2, "1")));
    node.ledger().send(request(p2p(8, 2, 1, "1")));
    assertHurtsOnlyItself(request(p2p(9, 1, 2, "5"), "p"));
  }

  @Test
  void lets_an_entry_twice_in_the_run_hurt_only_the_second() {
    assertHurtsOnlyItself(request(p2p(10, 1, 2, "5"), "p"));
  }

  private void assertHurtsOnlyItself(LedgerRequest poisoned) {
    List<LedgerRequest> requests = new ArrayList<>();
    requests.add(request(p2p(10, 1, 2, "30"), "a"));
    requests.add(request(p2p(11, 1, 2, "1000"), "b"));
    requests.add(poisoned);
    IntStream.range(0, 300)
        .forEach(n -> requests.add(request(receive(1_000 + n, 2, "1"), "c" + n)));
    int before = entries().size();

    assertThatThrownBy(() -> node.ledger().sendInOrder(requests))
        .isInstanceOf(RuntimeException.class);

    assertThat(posted(1)).isEqualTo(etb(70_00));
    assertThat(posted(2)).isEqualTo(etb(430_00));
    assertThat(entries()).hasSize(before + 301).doesNotHaveDuplicates();
    assertThat(node.ledger().recall(key("p", "p"))).isEmpty();
    // Sent again under their keys, the others have their answers and nothing happens twice.
    requests.remove(poisoned);
    List<Answer> answers = node.ledger().sendInOrder(requests);
    assertThat(answers).hasSize(302).allMatch(Answer::hit);
    assertThat(code(answers.get(1))).isEqualTo(RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS);
    assertThat(entries()).hasSize(before + 301);
  }

  @Test
  void keeps_all_of_a_commit_or_nothing() {
    List<Answer> answers =
        node.ledger()
            .sendAllOrNone(
                List.of(request(p2p(10, 1, 2, "100"), "a"), request(p2p(11, 2, 1, "200"), "b")));
    assertThat(answers).hasSize(2).allMatch(Answer.Accepted.class::isInstance);
    assertThat(posted(1)).isEqualTo(etb(200_00));
    assertThat(node.ledger().sendAllOrNone(List.of())).isEmpty();
  }

  @Test
  void keeps_nothing_after_the_first_refusal() {
    int events = node.log().size();
    List<Answer> answers =
        node.ledger()
            .sendAllOrNone(
                List.of(
                    request(p2p(10, 1, 2, "60"), "a"),
                    request(openWith(3, ETB, "7"), "b"),
                    request(p2p(11, 1, 2, "60"), "c"),
                    request(p2p(12, 2, 1, "1"), "d")));

    assertThat(answers).hasSize(3);
    assertThat(code(answers.getLast())).isEqualTo(RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS);
    assertThat(node.log()).hasSize(events);
    // Memory is rolled back with the database.
    assertThat(posted(1)).isEqualTo(etb(100_00));
    assertThat(posted(2)).isEqualTo(etb(100_00));
    assertThat(node.<Wallet>read(accounts -> accounts.wallet(wallet(3))))
        .isEqualTo(new Wallet.Unopened());
    assertThat(
            node.jdbc()
                .sql("SELECT count(*) FROM ledger.idempotency_key")
                .query(Long.class)
                .single())
        .isZero();
    // Nothing of it stands in the way of the same commands alone.
    assertThat(node.ledger().send(request(p2p(10, 1, 2, "60"), "a")).hit()).isFalse();
    assertThat(posted(1)).isEqualTo(etb(40_00));
  }

  @Test
  void keeps_nothing_of_a_fault_among_all_or_none() {
    int events = node.log().size();
    assertThatThrownBy(
            () ->
                node.ledger()
                    .sendAllOrNone(
                        List.of(request(p2p(10, 1, 2, "60"), "a"), request(new Poison(), "b"))))
        .hasMessageContaining("poisoned");
    assertThat(node.log()).hasSize(events);
    assertThat(posted(1)).isEqualTo(etb(100_00));
    assertThat(node.ledger().recall(key("a", "x"))).isEmpty();
  }

  @Test
  void refuses_to_spend_from_a_guarded_account_that_was_never_used() {
    LedgerRequest spend =
        request(adjustment(10, in(clearing("wizall", ETB)), in(settlement("bank", ETB)), "1"));
    LedgerRequest fill =
        request(adjustment(11, in(settlement("bank", ETB)), in(clearing("wizall", ETB)), "1"));
    assertThat(code(node.ledger().send(spend)))
        .isEqualTo(RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS);
    List<Answer> answers = node.ledger().sendInOrder(List.of(spend, fill, spend, spend));
    assertThat(code(answers.get(0))).isEqualTo(RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS);
    assertThat(answers.get(1)).isInstanceOf(Answer.Accepted.class);
  }

  @Test
  void answers_with_the_position_from_which_the_views_have_it() {
    Answer moved = node.ledger().send(request(p2p(10, 1, 2, "1")));
    Answer refused = node.ledger().send(request(p2p(11, 1, 2, "1000")));
    long head =
        node.jdbc().sql("SELECT max(position) FROM ledger.event").query(Long.class).single();
    assertThat(moved.position()).isEqualTo(head);
    assertThat(refused.position()).isEqualTo(head);
  }

  private List<LedgerEvent> entries() {
    return node.log().stream().filter(EntryPosted.class::isInstance).toList();
  }

  private Money posted(long number) {
    return node.read(accounts -> ((Wallet.Open) accounts.wallet(wallet(number))).posted());
  }

  private static RejectionCode code(Answer answer) {
    return ((Answer.Refused) answer).rejection().code();
  }
}
