package io.griot.core.engine;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.key;
import static io.griot.core.Sample.open;
import static io.griot.core.Sample.openWith;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.receive;
import static io.griot.core.Sample.request;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.Answer;
import io.griot.core.LedgerCommand;
import io.griot.core.LedgerRequest;
import io.griot.core.LedgerUnavailable;
import io.griot.core.account.Wallet;
import io.griot.core.money.Money;
import io.griot.testdatabase.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.config.Configurer;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommittingGroupsTest {

  private final TestDatabase database = migrated();
  private LedgerOnPostgres node = node(LedgerEngine.Settings.defaults(), Clock.systemUTC());
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private static TestDatabase migrated() {
    TestDatabase database = TestDatabase.create();
    LedgerOnPostgres.migrate(database);
    return database;
  }

  private LedgerOnPostgres node(LedgerEngine.Settings settings, Clock clock) {
    return LedgerOnPostgres.on(
        database, clock, this::withStrangeHandlers, Duration.ofSeconds(30), settings);
  }

  private Configurer withStrangeHandlers(Configurer configurer) {
    return configurer
        .registerCommandHandler(_ -> new Holder())
        .registerCommandHandler(axon -> new Sender(axon.commandBus()));
  }

  private void restart(LedgerEngine.Settings settings, Clock clock) {
    node.close();
    node = node(settings, clock);
  }

  @AfterEach
  void close() {
    released.countDown();
    node.close();
  }

  /** Keeps the writer from going on. */
  record Hold() implements LedgerCommand {}

  /** Holds until it is released. */
  final class Holder {
    @CommandHandler
    void handle(Hold command) throws InterruptedException {
      reached.countDown();
      released.await();
    }
  }

  /** Sends another command from inside its handler. */
  record SendOn(LedgerCommand command) implements LedgerCommand {}

  /** Sends on and waits for the answer, as a careless handler does. */
  static final class Sender {
    private final CommandBus bus;

    Sender(CommandBus bus) {
      this.bus = bus;
    }

    @CommandHandler
    Object handle(SendOn command) {
      FutureCallback<LedgerCommand, Object> answer = new FutureCallback<>();
      bus.dispatch(new GenericCommandMessage<>(command.command()), answer);
      var result = answer.getResult();
      if (result.isExceptional()) {
        throw (RuntimeException) result.exceptionResult();
      }
      return result.getPayload();
    }
  }

  @Test
  void commits_together_what_waits_together() throws Exception {
    node.ledger().sendInOrder(List.of(request(openWith(1, ETB, "100")), request(open(2, ETB))));
    long seals = seals();
    List<Answer> answers = behindAHold(100, n -> request(p2p(1_000 + n, 1, 2, "1"), "k" + n));
    assertThat(answers).allMatch(Answer.Accepted.class::isInstance);
    assertThat(seals() - seals).isEqualTo(1);
    assertThat(posted(2)).isEqualTo(etb(100_00));
    // A hundred debits of one wallet, each decided on what the one before it left.
    assertThat(node.ledger().send(request(p2p(2_000, 1, 2, "0.01"))))
        .isInstanceOf(Answer.Refused.class);
  }

  @Test
  void answers_twins_of_one_commit_with_one_effect() throws Exception {
    node.ledger().sendInOrder(List.of(request(openWith(1, ETB, "100")), request(open(2, ETB))));
    List<Answer> answers = behindAHold(50, _ -> request(p2p(1_000, 1, 2, "1"), "twin"));
    assertThat(answers).filteredOn(answer -> !answer.hit()).hasSize(1);
    assertThat(posted(2)).isEqualTo(etb(1_00));
  }

  @Test
  void seals_every_event_at_a_position_without_gap() throws Exception {
    busyLedger();
    byte[] previous = SealDigest.beforeTheFirst();
    long position = 0;
    for (Seal seal :
        node.jdbc()
            .sql("SELECT * FROM ledger.seal ORDER BY last_position")
            .query(
                (row, _) ->
                    new Seal(
                        row.getLong("first_position"),
                        row.getLong("last_position"),
                        hex(row.getBytes("previous")),
                        hex(row.getBytes("hash"))))
            .list()) {
      assertThat(seal.first()).isEqualTo(position + 1);
      assertThat(seal.previous()).isEqualTo(hex(previous));
      SealDigest digest = new SealDigest(previous);
      List<LogRow> rows = rows(seal.first(), seal.last());
      assertThat(rows).hasSize((int) (seal.last() - seal.first() + 1));
      rows.forEach(digest::add);
      previous = digest.hash();
      assertThat(hex(previous)).isEqualTo(seal.hash());
      position = seal.last();
    }
    assertThat(node.jdbc().sql("SELECT position FROM ledger.head").query(Long.class).single())
        .isEqualTo(position);
    assertThat(node.jdbc().sql("SELECT max(position) FROM ledger.event").query(Long.class).single())
        .isEqualTo(position);
  }

  @Test
  void never_lets_time_go_back() {
    Instant late = Instant.parse("2026-06-01T00:00:00Z");
    restart(LedgerEngine.Settings.defaults(), Clock.fixed(late, ZoneOffset.UTC));
    node.ledger().send(request(open(1, ETB)));
    restart(LedgerEngine.Settings.defaults(), Clock.fixed(late.minusSeconds(60), ZoneOffset.UTC));
    node.ledger().send(request(open(2, ETB)));
    assertThat(
            node.jdbc()
                .sql("SELECT DISTINCT recorded_at FROM ledger.event")
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .list())
        .containsExactly(late);
  }

  @Test
  void refuses_what_the_queue_cannot_hold() throws Exception {
    LedgerEngine.Settings defaults = LedgerEngine.Settings.defaults();
    restart(
        new LedgerEngine.Settings(
            defaults.cachedAggregates(),
            10,
            defaults.commandsPerCommit(),
            defaults.overlap(),
            defaults.lease(),
            defaults.transactionTimeout(),
            defaults.keyRetention()),
        Clock.systemUTC());
    node.ledger().send(request(open(1, ETB)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> holding = threads.submit(() -> node.ledger().send(request(new Hold())));
      reached.await();
      List<Future<Answer>> sent = new ArrayList<>();
      for (int n = 0; n < 10; n++) {
        LedgerRequest request = request(receive(1_000 + n, 1, "1"));
        sent.add(threads.submit(() -> node.ledger().send(request)));
      }
      awaitWaiting(10);
      assertThatThrownBy(() -> node.ledger().send(request(receive(2_000, 1, "1"))))
          .isInstanceOf(LedgerUnavailable.class);
      released.countDown();
      holding.get();
      for (Future<Answer> each : sent) {
        assertThat(each.get()).isInstanceOf(Answer.Accepted.class);
      }
    }
    assertThat(posted(1)).isEqualTo(etb(10_00));
  }

  @Test
  void carries_out_what_a_handler_sends_as_part_of_its_command() {
    node.ledger().sendInOrder(List.of(request(openWith(1, ETB, "100")), request(open(2, ETB))));
    long seals = seals();
    assertThat(node.ledger().send(request(new SendOn(p2p(10, 1, 2, "60")))))
        .isInstanceOf(Answer.Accepted.class);
    assertThat(seals() - seals).isEqualTo(1);
    assertThat(node.ledger().send(request(new SendOn(p2p(11, 1, 2, "60")))))
        .isInstanceOf(Answer.Refused.class);
    assertThat(posted(2)).isEqualTo(etb(60_00));
  }

  @Test
  void takes_what_a_saga_sends_from_its_own_unit_of_work() {
    node.ledger().sendInOrder(List.of(request(openWith(1, ETB, "100")), request(open(2, ETB))));
    var processing = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("event"));
    FutureCallback<LedgerCommand, Object> answer = new FutureCallback<>();
    processing.execute(
        () -> {
          node.configuration()
              .commandBus()
              .dispatch(new GenericCommandMessage<LedgerCommand>(p2p(10, 1, 2, "1")), answer);
          assertThat(
                  answer
                      .getResult(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)
                      .isExceptional())
              .isFalse();
        });
    assertThat(posted(2)).isEqualTo(etb(1_00));
  }

  /**
   * The database refuses some commits, while the commands behind them are decided already on what
   * these would have left.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void drops_what_was_decided_on_a_commit_that_failed(boolean overlap) throws Exception {
    restart(LedgerEngine.Settings.defaults().withOverlap(overlap), Clock.systemUTC());
    int wallets = 8;
    for (int n = 1; n <= wallets; n++) {
      node.ledger().send(request(openWith(n, ETB, "1000")));
    }
    database.execute(
        """
        CREATE FUNCTION refuse_some() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.stream LIKE 'entry:%00' THEN RAISE EXCEPTION 'refused by the test'; END IF;
            RETURN NEW;
        END $$
        """);
    database.execute(
        """
        CREATE TRIGGER refuse_some BEFORE INSERT ON ledger.event
        FOR EACH ROW EXECUTE FUNCTION refuse_some()
        """);
    int threads = 24;
    int each = 60;
    List<Integer> accepted =
        Threads.together(
            threads,
            thread -> {
              int done = 0;
              for (int n = 0; n < each; n++) {
                long number = 10_000 + thread * (long) each + n;
                try {
                  Answer answer =
                      node.ledger()
                          .send(
                              request(
                                  p2p(
                                      number,
                                      1 + number % wallets,
                                      1 + (number + 1) % wallets,
                                      "3"),
                                  "k" + number));
                  assertThat(answer).isInstanceOf(Answer.Accepted.class);
                  assertThat(number % 256).isNotZero();
                  done++;
                } catch (RuntimeException e) {
                  assertThat(number % 256).as("%s", e).isZero();
                }
              }
              return done;
            });
    int all = accepted.stream().mapToInt(Integer::intValue).sum();
    long entries =
        node.jdbc()
            .sql("SELECT count(*) FROM ledger.event WHERE type = 'EntryPosted'")
            .query(Long.class)
            .single();
    assertThat(entries).isEqualTo(all + wallets);
    assertThat(all).isLessThan(threads * each);
    Money sum = etb(0);
    for (int n = 1; n <= wallets; n++) {
      sum = sum.plus(posted(n));
    }
    assertThat(sum).isEqualTo(etb(wallets * 1_000_00L));
    // What is in memory is what a fresh node reads from the log.
    List<Money> inMemory = IntStream.rangeClosed(1, wallets).mapToObj(this::posted).toList();
    database.execute("DELETE FROM ledger.snapshot");
    restart(LedgerEngine.Settings.defaults(), Clock.systemUTC());
    assertThat(IntStream.rangeClosed(1, wallets).mapToObj(this::posted).toList())
        .isEqualTo(inMemory);
  }

  @Test
  void reads_cold_accounts_of_a_commit_beside_hot_ones() {
    restart(LedgerEngine.Settings.defaults().withCachedAggregates(3), Clock.systemUTC());
    int wallets = 40;
    node.ledger()
        .sendInOrder(
            IntStream.rangeClosed(1, wallets)
                .mapToObj(n -> request(openWith(n, ETB, "10")))
                .toList());
    List<LedgerRequest> round =
        IntStream.range(0, 400)
            .mapToObj(n -> request(p2p(1_000 + n, 1 + n % wallets, 1 + (n + 1) % wallets, "1")))
            .toList();
    assertThat(node.ledger().sendInOrder(round)).allMatch(Answer.Accepted.class::isInstance);
    for (int n = 1; n <= wallets; n++) {
      assertThat(posted(n)).isEqualTo(etb(10_00));
    }
  }

  @Test
  void forgets_keys_that_are_older_than_they_are_kept() {
    node.ledger().send(request(openWith(1, ETB, "10"), "old"));
    node.ledger().send(request(receive(10, 1, "1"), "new"));
    database.execute(
        "UPDATE ledger.idempotency_key SET recorded_at = now() - interval '11 days' WHERE key = 'old'");
    KeyRetention retention =
        new KeyRetention(
            node.jdbc(), node.configuration().getComponent(Writer.class), Duration.ofDays(10));
    assertThat(retention.deleteOld()).isEqualTo(1);
    assertThat(node.ledger().recall(key("old", "x"))).isEmpty();
    assertThat(node.ledger().recall(key("new", "x"))).isPresent();
    retention.stop();
  }

  @Test
  void tells_how_it_commits() throws Exception {
    List<WriterMonitor.Commit> commits = new ArrayList<>();
    node.close();
    node =
        LedgerOnPostgres.on(
            database,
            Clock.systemUTC(),
            this::withStrangeHandlers,
            Duration.ofSeconds(30),
            LedgerEngine.Settings.defaults(),
            new WriterMonitor() {
              @Override
              public void committed(Commit commit) {
                commits.add(commit);
              }

              @Override
              public void failed(int commands) {}
            });
    node.ledger().sendInOrder(List.of(request(openWith(1, ETB, "100")), request(open(2, ETB))));
    commits.clear();
    behindAHold(20, n -> request(p2p(1_000 + n, 1, 2, "1")));
    WriterMonitor.Commit last = commits.getLast();
    assertThat(last.commands()).isEqualTo(20);
    assertThat(last.events()).isEqualTo(60);
    assertThat(List.of(last.waited(), last.decided(), last.appended(), last.committed()))
        .allMatch(Duration::isPositive);
  }

  private record Seal(long first, long last, String previous, String hash) {}

  private interface Numbered {
    LedgerRequest request(int number);
  }

  /** Sends while the writer is held, so that all of it waits for the next commit. */
  private List<Answer> behindAHold(int count, Numbered numbered) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> holding = threads.submit(() -> node.ledger().send(request(new Hold())));
      reached.await();
      List<Future<Answer>> sent = new ArrayList<>();
      for (int n = 0; n < count; n++) {
        LedgerRequest request = numbered.request(n);
        sent.add(threads.submit(() -> node.ledger().send(request)));
      }
      awaitWaiting(count);
      released.countDown();
      holding.get();
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> each : sent) {
        answers.add(each.get());
      }
      return answers;
    }
  }

  private void awaitWaiting(int commands) throws InterruptedException {
    while (LedgerEngine.waitingCommands(node.configuration()) < commands) {
      Thread.sleep(5);
    }
  }

  private void busyLedger() throws Exception {
    node.ledger()
        .sendInOrder(List.of(request(openWith(1, ETB, "1000")), request(openWith(2, ETB, "1000"))));
    Threads.together(
        16,
        thread ->
            IntStream.range(0, 20)
                .mapToObj(
                    n ->
                        node.ledger()
                            .send(
                                request(
                                    p2p(
                                        1_000 + thread * 20L + n,
                                        1 + n % 2,
                                        2 - n % 2,
                                        n % 5 == 0 ? "9999" : "1"))))
                .toList());
  }

  private List<LogRow> rows(long first, long last) {
    return node.jdbc()
        .sql(
            """
            SELECT position, event_id::text, stream, sequence, type, revision,
                   (extract(epoch FROM recorded_at) * 1000000)::bigint, payload, metadata
              FROM ledger.event WHERE position BETWEEN ? AND ? ORDER BY position\
            """)
        .param(first)
        .param(last)
        .query(
            (row, _) ->
                new LogRow(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getString(5),
                    row.getString(6),
                    row.getLong(7),
                    row.getBytes(8),
                    row.getBytes(9)))
        .list();
  }

  private long seals() {
    return node.jdbc().sql("SELECT count(*) FROM ledger.seal").query(Long.class).single();
  }

  private Money posted(long number) {
    return node.read(accounts -> ((Wallet.Open) accounts.wallet(wallet(number))).posted());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
