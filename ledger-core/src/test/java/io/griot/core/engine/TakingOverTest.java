package io.griot.core.engine;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.openWith;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.request;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.LedgerRequest;
import io.griot.core.LedgerUnavailable;
import io.griot.core.Sample;
import io.griot.core.account.Wallet;
import io.griot.core.money.Money;
import io.griot.testdatabase.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

@Timeout(120) // A writer that is not cut off keeps everybody waiting.
class TakingOverTest {

  private static final Duration LEASE = Duration.ofMillis(900);
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMillis(500);

  private final TestDatabase database = migrated();
  private final LedgerOnPostgres first = node();
  private final LedgerOnPostgres second = node();

  private static TestDatabase migrated() {
    TestDatabase database = TestDatabase.create();
    LedgerOnPostgres.migrate(database);
    return database;
  }

  private LedgerOnPostgres node() {
    LedgerEngine.Settings defaults = LedgerEngine.Settings.defaults();
    return LedgerOnPostgres.on(
        database,
        Clock.systemUTC(),
        configurer -> configurer,
        Duration.ofSeconds(30),
        new LedgerEngine.Settings(
            defaults.cachedAggregates(),
            defaults.waitingCommands(),
            defaults.commandsPerCommit(),
            defaults.overlap(),
            LEASE,
            TRANSACTION_TIMEOUT,
            defaults.keyRetention()));
  }

  @BeforeEach
  void open_two_wallets() {
    first
        .ledger()
        .sendInOrder(List.of(request(openWith(1, ETB, "100")), request(openWith(2, ETB, "100"))));
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  void one_node_writes_and_the_other_stands_by() {
    assertThat(LedgerEngine.writes(first.configuration())).isTrue();
    assertThat(LedgerEngine.writes(second.configuration())).isFalse();
    assertThatThrownBy(() -> second.ledger().send(request(p2p(10, 1, 2, "1"))))
        .isInstanceOf(LedgerUnavailable.class);
    // What was answered before can be asked of either.
    first.ledger().send(request(p2p(10, 1, 2, "1"), "k"));
    assertThat(second.ledger().recall(key("k", p2p(10, 1, 2, "1")))).isPresent();
  }

  @Test
  void the_other_takes_over_at_once_when_the_writer_stops() {
    first.close();
    assertThat(sendPatiently(second, request(p2p(10, 1, 2, "1")))).isNotNull();
    assertThat(posted(second, 1)).isEqualTo(etb(99_00));
  }

  @Test
  void a_writer_that_was_silent_too_long_is_deposed_and_forgets_what_it_knew() {
    first.ledger().send(request(p2p(10, 1, 2, "1")));
    depose("another");
    // It does not know yet; what it decides on old state must not be kept.
    assertThatThrownBy(() -> first.ledger().send(request(p2p(11, 1, 2, "2"), "late")))
        .isInstanceOf(LedgerUnavailable.class);
    assertThat(LedgerEngine.writes(first.configuration())).isFalse();
    assertThat(second.ledger().recall(key("late", p2p(11, 1, 2, "2")))).isEmpty();

    LedgerOnPostgres next = awaitWriter();
    assertThat(sendPatiently(next, request(p2p(12, 2, 1, "50")))).isNotNull();
    next.close();
    LedgerOnPostgres last = next == first ? second : first;
    assertThat(sendPatiently(last, request(p2p(13, 2, 1, "51")))).isNotNull();
    assertThat(posted(last, 1)).isEqualTo(etb(200_00));
  }

  @Test
  void a_refusal_on_old_state_is_not_answered_either() {
    depose("another");
    assertThatThrownBy(() -> first.ledger().send(request(p2p(11, 1, 2, "1000"))))
        .isInstanceOf(LedgerUnavailable.class);
  }

  @Test
  void a_deposed_writer_that_sends_nothing_learns_of_it_from_its_lease() {
    depose("another");
    await(() -> !LedgerEngine.writes(first.configuration()));
  }

  @Test
  void a_commit_that_hangs_in_the_database_is_ended_and_waited_for() throws Exception {
    // A writer that froze behind the lock on the head: its transaction stays open.
    try (Connection frozen = database.dataSource().getConnection();
        Statement statement = frozen.createStatement()) {
      frozen.setAutoCommit(false);
      statement.execute("SET transaction_timeout = 700");
      statement.execute("UPDATE ledger.head SET position = position");
      first.close();
      assertThat(sendPatiently(second, request(p2p(10, 1, 2, "1")))).isNotNull();
      assertThatThrownBy(frozen::commit).isInstanceOf(SQLException.class);
    }
    assertThat(posted(second, 1)).isEqualTo(etb(99_00));
  }

  @Test
  void a_writer_that_froze_behind_the_lock_on_the_head_is_cut_off() throws Exception {
    assertCutOff("UPDATE ledger.head SET position = position");
  }

  @Test
  void a_writer_that_froze_before_it_came_to_the_head_is_cut_off() throws Exception {
    // What the next writer wants to write at the same position waits for this transaction.
    assertCutOff(
        """
        INSERT INTO ledger.event
        SELECT position + 1, 0, now(), gen_random_uuid(), 'wallet:frozen', 'WalletOpened', '1', '', ''
          FROM ledger.head\
        """);
  }

  private void assertCutOff(String written) throws SQLException {
    Connection frozen = database.dataSource().getConnection();
    try {
      frozen.setAutoCommit(false);
      try (Statement statement = frozen.createStatement()) {
        statement.execute("SET transaction_timeout = 700");
        statement.execute(written);
      }
      // PostgreSQL waits for rows from here on, and its time-outs wait with it.
      CopyIn rows =
          frozen
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY ledger.external_reference FROM STDIN");
      first.close();
      assertThat(sendPatiently(second, request(p2p(10, 1, 2, "1")))).isNotNull();
      assertThatThrownBy(rows::endCopy).isInstanceOf(SQLException.class);
    } finally {
      frozen.abort(Runnable::run);
    }
    assertThat(posted(second, 1)).isEqualTo(etb(99_00));
  }

  @Test
  void epochs_grow_with_every_writer() {
    long before = epoch();
    first.close();
    await(() -> LedgerEngine.writes(second.configuration()));
    assertThat(epoch()).isGreaterThan(before);
  }

  private LedgerOnPostgres awaitWriter() {
    await(
        () ->
            LedgerEngine.writes(first.configuration())
                || LedgerEngine.writes(second.configuration()));
    return LedgerEngine.writes(first.configuration()) ? first : second;
  }

  private void depose(String node) {
    database.execute(
        "UPDATE ledger.head SET epoch = epoch + 1, renewed_at = clock_timestamp(), writer = '"
            + node
            + "'");
  }

  private long epoch() {
    return second.jdbc().sql("SELECT epoch FROM ledger.head").query(Long.class).single();
  }

  /** As a client does: again, while nobody writes. */
  private static Answer sendPatiently(LedgerOnPostgres to, LedgerRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return to.ledger().send(request);
      } catch (LedgerUnavailable e) {
        if (attempt == 500) {
          throw e;
        }
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  private static void await(BooleanSupplier condition) {
    for (int look = 0; look < 500; look++) {
      if (condition.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError("It did not happen");
  }

  private static IdempotencyKey key(String key, Object command) {
    return Sample.key(key, command.toString());
  }

  private static Money posted(LedgerOnPostgres of, long number) {
    return of.read(accounts -> ((Wallet.Open) accounts.wallet(wallet(number))).posted());
  }
}
