package io.griot.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.server.People.Person;
import io.griot.server.postgres.EmbeddedDatabase;
import io.griot.server.settings.DataDirectory;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that dies in the middle of payments, on a database that it runs itself. */
class SurvivingCrashesTest {

  private static final int CLIENTS = 8;
  private static final int ENOUGH = 60;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final List<Person> senders = new ArrayList<>();

  /** A transfer that somebody sent under a key. */
  private record Attempt(Person sender, Map<String, Object> body) {}

  @Test
  void what_was_acknowledged_is_there_once_after_kills_and_a_stop() throws Exception {
    Person receiver;
    try (RunningLedger first = start()) {
      People people = first.people();
      receiver = people.register();
      for (int client = 0; client < CLIENTS; client++) {
        senders.add(people.registerWith("1000000"));
      }
      load("first", first, receiver, () -> first.process().kill());
    }
    try (RunningLedger second = start()) {
      checkEverything(second, receiver);
      load("second", second, receiver, () -> second.process().kill());
    }
    try (RunningLedger third = start()) {
      checkEverything(third, receiver);
      load(
          "third",
          third,
          receiver,
          () -> {
            third.process().terminate();
            assertThat(third.process().exitCode(STOP_LIMIT)).isEqualTo(143);
          });
    }
    try (RunningLedger fourth = start()) {
      checkEverything(fourth, receiver);
      fourth.process().terminate();
      assertThat(fourth.process().exitCode(STOP_LIMIT)).isEqualTo(143);
    }
  }

  // A test that failed half-way must not leave its PostgreSQL running.
  @AfterEach
  void stop_what_is_left() {
    if (Files.exists(data().resolve("postgres"))) {
      EmbeddedDatabase.open(data()).close();
    }
  }

  private interface Ending {
    void end() throws InterruptedException;
  }

  /** Everybody sends as fast as they can until the process ends under their hands. */
  private void load(String round, RunningLedger ledger, Person receiver, Ending ending)
      throws Exception {
    int before = acknowledged.size();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients =
          senders.stream()
              .<Future<?>>map(sender -> threads.submit(() -> send(round, ledger, sender, receiver)))
              .toList();
      while (acknowledged.size() < before + ENOUGH) {
        assertThat(clients).as("clients").noneMatch(Future::isDone);
        Thread.sleep(20);
      }
      ending.end();
      for (Future<?> client : clients) {
        client.get();
      }
    }
    assertThat(attempts.size()).isGreaterThan(before + ENOUGH);
  }

  private void send(String round, RunningLedger ledger, Person sender, Person receiver) {
    Caller caller = at(ledger, sender);
    for (int number = 0; ; number++) {
      String key = round + " " + sender.phone() + " " + number;
      Map<String, Object> body = People.p2p(sender, receiver, "10");
      attempts.put(key, new Attempt(sender, body));
      Reply reply;
      try {
        reply = caller.post("/wallets/send/p2p/", body, "Idempotency-Key", key);
      } catch (UncheckedIOException died) {
        return;
      }
      // While it stops it may say that it does.
      if (reply.status() != 503) {
        acknowledged.put(key, reply.with(201).body());
      }
    }
  }

  private void checkEverything(RunningLedger ledger, Person receiver) throws Exception {
    long position = sendAgain(ledger);
    assertThat(acknowledged.keySet()).isEqualTo(attempts.keySet());
    Reply wallet =
        at(ledger, receiver)
            .get(
                "/wallets/wallets/" + receiver.id() + "/",
                "Ledger-Min-Position",
                Long.toString(position))
            .with(200);
    assertThat(wallet.json().required("balance").decimalValue())
        .isEqualByComparingTo(BigDecimal.valueOf(10L * attempts.size()));
    JdbcClient database = database();
    assertThat(
            database
                .sql("SELECT count(*) FROM views.entry WHERE kind = 'p2p'")
                .query(Integer.class)
                .single())
        .isEqualTo(attempts.size());
    assertThat(
            database
                .sql("SELECT count(*) FROM ledger.idempotency_key WHERE key LIKE '% +251%'")
                .query(Integer.class)
                .single())
        .isEqualTo(attempts.size());
    LogFold.assertViewsEqualTheLog(database);
  }

  /** The same requests once more: whoever was told something is told the same. */
  private long sendAgain(RunningLedger ledger) throws InterruptedException, ExecutionException {
    List<Map.Entry<String, Attempt>> all = List.copyOf(attempts.entrySet());
    List<Callable<Long>> clients =
        IntStream.range(0, CLIENTS)
            .<Callable<Long>>mapToObj(
                client ->
                    () -> {
                      long last = 0;
                      for (int index = client; index < all.size(); index += CLIENTS) {
                        last = Math.max(last, sendAgain(ledger, all.get(index)));
                      }
                      return last;
                    })
            .toList();
    long last = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> client : threads.invokeAll(clients)) {
        last = Math.max(last, client.get());
      }
    }
    return last;
  }

  private long sendAgain(RunningLedger ledger, Map.Entry<String, Attempt> attempt) {
    Reply again =
        at(ledger, attempt.getValue().sender())
            .post(
                "/wallets/send/p2p/",
                attempt.getValue().body(),
                "Idempotency-Key",
                attempt.getKey())
            .with(201);
    String first = acknowledged.putIfAbsent(attempt.getKey(), again.body());
    if (first != null) {
      assertThat(again.isHit()).as("%s, first answered %s", again, first).isTrue();
      assertThat(again.body()).isEqualTo(first);
    }
    return again.position();
  }

  private RunningLedger start() throws InterruptedException {
    return RunningLedger.start(
        directory, Map.of("GRIOT_DATA_DIR", directory.resolve("data").toString()));
  }

  private DataDirectory data() {
    return DataDirectory.of(directory.resolve("data").toString());
  }

  /** The running process's own database. */
  private JdbcClient database() {
    EmbeddedDatabase running = EmbeddedDatabase.open(data());
    assertThat(running.isOwner()).isFalse();
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(running.url());
    dataSource.setUser(running.user());
    dataSource.setPassword(running.password());
    return JdbcClient.create(dataSource);
  }

  private static Caller at(RunningLedger ledger, Person person) {
    return new Caller(ledger.address(), ledger.address(), person.caller().credentials());
  }
}
