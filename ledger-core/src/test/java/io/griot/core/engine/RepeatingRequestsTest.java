package io.griot.core.engine;

import static io.griot.core.RejectionCode.IDEMPOTENCY_KEY_REUSED;
import static io.griot.core.RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS;
import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.key;
import static io.griot.core.Sample.openWith;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.receive;
import static io.griot.core.Sample.request;
import static io.griot.core.Sample.requester;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.LedgerRequest;
import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.account.Wallet;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import io.griot.core.transfer.BulkReceipt;
import io.griot.core.transfer.NoteBulk;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatingRequestsTest {

  private final LedgerOnPostgres node = LedgerOnPostgres.start();

  @BeforeEach
  void open_two_wallets() {
    node.ledger().send(request(openWith(1, ETB, "100")));
    node.ledger().send(request(openWith(2, ETB, "100")));
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void answers_a_repeat_with_the_first_answer() {
    Answer first = node.ledger().send(request(p2p(10, 1, 2, "30"), "k"));
    assertThat(first.hit()).isFalse();
    int events = node.log().size();

    Answer repeat = node.ledger().send(request(p2p(10, 1, 2, "30"), "k"));

    assertThat(repeat).isEqualTo(asHit(first));
    assertThat(node.log()).hasSize(events);
    assertThat(posted(wallet(1))).isEqualTo(etb(70_00));
  }

  @Test
  void answers_a_repeat_with_the_first_refusal_even_if_it_would_now_succeed() {
    Answer first = node.ledger().send(request(p2p(10, 1, 2, "101"), "k"));
    node.ledger().send(request(receive(11, 1, "500")));

    Answer repeat = node.ledger().send(request(p2p(10, 1, 2, "101"), "k"));

    assertThat(repeat).usingRecursiveComparison().isEqualTo(asHit(first));
    assertThat(code(repeat)).isEqualTo(INSUFFICIENT_AVAILABLE_FUNDS);
    assertThat(posted(wallet(1))).isEqualTo(etb(600_00));
  }

  @Test
  void refuses_a_key_with_another_request() {
    node.ledger().send(request(p2p(10, 1, 2, "30"), "k"));
    int events = node.log().size();

    Answer other = node.ledger().send(request(p2p(11, 1, 2, "31"), "k"));

    assertThat(code(other)).isEqualTo(IDEMPOTENCY_KEY_REUSED);
    assertThat(other.hit()).isFalse();
    assertThat(node.log()).hasSize(events);
    // The refusal does not take the key's place.
    assertThat(node.ledger().send(request(p2p(10, 1, 2, "30"), "k")).hit()).isTrue();
  }

  @Test
  void keeps_the_keys_of_two_principals_apart() {
    Answer mine = node.ledger().send(request(p2p(10, 1, 2, "30"), "k"));
    LedgerRequest theirs =
        new LedgerRequest(
            p2p(11, 1, 2, "5"), requester(), new IdempotencyKey("user:other", "k", "x"));
    Answer other = node.ledger().send(theirs);

    assertThat(mine).isInstanceOf(Answer.Accepted.class);
    assertThat(other).isInstanceOf(Answer.Accepted.class);
    assertThat(other.hit()).isFalse();
    assertThat(posted(wallet(1))).isEqualTo(etb(65_00));
  }

  @Test
  void tells_twins_in_one_run_apart() {
    List<Answer> answers =
        node.ledger()
            .sendInOrder(
                List.of(
                    request(p2p(10, 1, 2, "30"), "k"),
                    request(p2p(10, 1, 2, "30"), "k"),
                    request(p2p(12, 1, 2, "31"), "k"),
                    request(p2p(13, 1, 2, "1000"), "poor"),
                    request(p2p(13, 1, 2, "1000"), "poor")));

    assertThat(answers.get(1)).isEqualTo(asHit(answers.get(0)));
    assertThat(code(answers.get(2))).isEqualTo(IDEMPOTENCY_KEY_REUSED);
    assertThat(answers.get(3).hit()).isFalse();
    assertThat(answers.get(4).hit()).isTrue();
    assertThat(code(answers.get(4))).isEqualTo(INSUFFICIENT_AVAILABLE_FUNDS);
    assertThat(posted(wallet(1))).isEqualTo(etb(70_00));
  }

  @Test
  void repeats_a_whole_run() {
    List<LedgerRequest> run =
        List.of(request(p2p(10, 1, 2, "1"), "a"), request(p2p(11, 2, 1, "500"), "b"));
    List<Answer> first = node.ledger().sendInOrder(run);
    int events = node.log().size();

    List<Answer> again = node.ledger().sendInOrder(run);

    assertThat(again)
        .usingRecursiveComparison()
        .isEqualTo(first.stream().map(RepeatingRequestsTest::asHit).toList());
    assertThat(node.log()).hasSize(events);
  }

  @Test
  void does_once_what_a_hundred_threads_ask_under_one_key() throws Exception {
    List<Answer> answers =
        Threads.together(100, _ -> node.ledger().send(request(p2p(10, 1, 2, "30"), "k")));

    assertThat(answers).allSatisfy(a -> assertThat(a).isInstanceOf(Answer.Accepted.class));
    assertThat(answers.stream().filter(Answer::hit)).hasSize(99);
    assertThat(answers.stream().map(Answer::position).distinct()).hasSize(1);
    assertThat(posted(wallet(1))).isEqualTo(etb(70_00));
    assertThat(posted(wallet(2))).isEqualTo(etb(130_00));
  }

  @Test
  void keeps_no_key_of_a_fault() {
    // The entry is there already: its stream cannot be created again.
    node.ledger().send(request(p2p(10, 1, 2, "30")));
    int events = node.log().size();
    assertThatThrownBy(() -> node.ledger().send(request(p2p(10, 1, 2, "40"), "k")))
        .isInstanceOf(RuntimeException.class);

    assertThat(node.log()).hasSize(events);
    assertThat(node.ledger().recall(key("k", "any"))).isEmpty();
    assertThat(posted(wallet(1))).isEqualTo(etb(70_00));
    // The same key may then be used for a request that the rules can answer.
    assertThat(node.ledger().send(request(p2p(11, 1, 2, "40"), "k")).hit()).isFalse();
    assertThat(posted(wallet(1))).isEqualTo(etb(30_00));
  }

  @Test
  void recalls_what_was_answered_under_a_key() {
    Answer first = node.ledger().send(request(p2p(10, 1, 2, "30"), "k"));
    IdempotencyKey same = key("k", p2p(10, 1, 2, "30").toString());

    assertThat(node.ledger().recall(same)).contains(asHit(first));
    assertThat(node.ledger().recall(key("k", "other")).map(RepeatingRequestsTest::code))
        .contains(IDEMPOTENCY_KEY_REUSED);
    assertThat(node.ledger().recall(key("unused", "other"))).isEmpty();
  }

  @Test
  void keeps_how_a_request_of_many_ended() {
    BulkReceipt receipt =
        new BulkReceipt(
            List.of(0, 2), new BulkReceipt.RefusedTransfer(3, "SAME_ACCOUNT", null, "No."));
    Answer first = node.ledger().send(request(new NoteBulk(receipt), "bulk"));
    Answer again = node.ledger().send(request(new NoteBulk(receipt), "bulk"));
    assertThat(again).isEqualTo(asHit(first));
    assertThat(((Answer.Accepted) again).receipt()).isEqualTo(receipt);
  }

  private Money posted(WalletId walletId) {
    return node.read(accounts -> ((Wallet.Open) accounts.wallet(walletId)).posted());
  }

  private static RejectionCode code(Answer answer) {
    return ((Answer.Refused) answer).rejection().code();
  }

  private static Answer asHit(Answer answer) {
    return switch (answer) {
      case Answer.Accepted(var receipt, long position, _) ->
          new Answer.Accepted(receipt, position, true);
      case Answer.Refused(Rejection rejection, long position, _) ->
          new Answer.Refused(rejection, position, true);
    };
  }
}
