package io.griot.core.engine;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.key;
import static io.griot.core.Sample.openWith;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.request;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.Answer;
import io.griot.core.LedgerRequest;
import io.griot.core.LedgerUnavailable;
import io.griot.core.account.Wallet;
import io.griot.core.money.Money;
import io.griot.testdatabase.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LosingTheDatabaseTest {

  private final TestDatabase server = TestDatabase.create();
  private final TestDatabase database = TestDatabase.create();
  private final LedgerOnPostgres node = impatient();
  private final String name =
      node.jdbc().sql("SELECT current_database()").query(String.class).single();

  private LedgerOnPostgres impatient() {
    LedgerOnPostgres.migrate(database);
    return LedgerOnPostgres.on(
        database, Clock.systemUTC(), configurer -> configurer, Duration.ofMillis(400));
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
  void is_unavailable_while_the_database_is_gone_and_works_when_it_is_back() {
    server.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
    terminateBackends();

    assertThatThrownBy(() -> node.ledger().send(request(p2p(10, 1, 2, "1"), "k")))
        .isInstanceOf(LedgerUnavailable.class);
    assertThatThrownBy(
            () ->
                node.ledger()
                    .sendInOrder(
                        List.of(
                            request(p2p(10, 1, 2, "1"), "k"), request(p2p(11, 1, 2, "1"), "l"))))
        .isInstanceOf(LedgerUnavailable.class);
    assertThatThrownBy(() -> node.ledger().sendAllOrNone(List.of(request(p2p(10, 1, 2, "1"), "k"))))
        .isInstanceOf(LedgerUnavailable.class);
    assertThatThrownBy(() -> node.ledger().recall(key("k", "x")))
        .isInstanceOf(LedgerUnavailable.class);

    server.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    Answer answer = sendPatiently(request(p2p(10, 1, 2, "1"), "k"));
    assertThat(answer).isInstanceOf(Answer.Accepted.class);
    assertThat(answer.hit()).isFalse();
    assertThat(posted(1)).isEqualTo(etb(99_00));
  }

  @Test
  void forgets_what_a_broken_connection_did_not_commit() {
    // The append breaks its own connection.
    node.jdbc()
        .sql(
            """
            CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$
            """)
        .update();
    node.jdbc()
        .sql(
            """
            CREATE TRIGGER break_off BEFORE INSERT ON ledger.event
            FOR EACH ROW EXECUTE FUNCTION break_off()
            """)
        .update();
    assertThatThrownBy(() -> node.ledger().send(request(p2p(10, 1, 2, "1"), "k")))
        .isInstanceOf(LedgerUnavailable.class);
    assertThatThrownBy(
            () ->
                node.ledger()
                    .sendInOrder(
                        List.of(
                            request(p2p(10, 1, 2, "1"), "k"), request(p2p(11, 1, 2, "1"), "l"))))
        .isInstanceOf(LedgerUnavailable.class);
    node.jdbc().sql("DROP TRIGGER break_off ON ledger.event").update();

    Answer answer = sendPatiently(request(p2p(10, 1, 2, "1"), "k"));
    assertThat(answer).isInstanceOf(Answer.Accepted.class);
    assertThat(answer.hit()).isFalse();
    assertThat(posted(1)).isEqualTo(etb(99_00));
  }

  /** As a client does: again, under the same key, while the pool finds its way back. */
  private Answer sendPatiently(LedgerRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return node.ledger().send(request);
      } catch (LedgerUnavailable e) {
        if (attempt == 500) {
          throw e;
        }
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  private void terminateBackends() {
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
  }

  private Money posted(long number) {
    return node.read(accounts -> ((Wallet.Open) accounts.wallet(wallet(number))).posted());
  }
}
