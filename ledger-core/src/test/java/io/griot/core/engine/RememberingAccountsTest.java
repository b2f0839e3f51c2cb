package io.griot.core.engine;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.adjustment;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.clearing;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.in;
import static io.griot.core.Sample.open;
import static io.griot.core.Sample.openWith;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.receive;
import static io.griot.core.Sample.request;
import static io.griot.core.Sample.settlement;
import static io.griot.core.Sample.user;
import static io.griot.core.Sample.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.griot.core.Answer;
import io.griot.core.LedgerRequest;
import io.griot.core.account.SystemAccount;
import io.griot.core.account.Wallet;
import io.griot.core.account.WalletCommand.RestrictWallet;
import io.griot.core.id.SystemAccountId;
import io.griot.core.journal.EntryKind;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.CorrectionCommand.Refund;
import io.griot.core.transfer.TransferCommand.Transfer;
import io.griot.testdatabase.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RememberingAccountsTest {

  private final TestDatabase database = TestDatabase.create();

  private LedgerOnPostgres start() {
    return LedgerOnPostgres.on(database, Clock.systemUTC(), configurer -> configurer);
  }

  /** Entries have no snapshots, however often they are given back in parts or disputed. */
  @Test
  void gives_an_entry_back_more_often_than_there_are_events_to_a_snapshot() throws Exception {
    LedgerOnPostgres.migrate(database);
    Authority staff = new Authority.Staff();
    try (LedgerOnPostgres node = start()) {
      node.ledger().send(request(openWith(1, ETB, "100")));
      node.ledger().send(request(open(2, ETB)));
      node.ledger().send(request(p2p(10, 1, 2, "100")));
      List<Answer> answers =
          node.ledger()
              .sendInOrder(
                  IntStream.range(0, 600)
                      .mapToObj(
                          n ->
                              request(
                                  new Refund(
                                      entry(10), entry(100 + n), amount("0.01"), false, "", staff)))
                      .toList());
      assertThat(answers).hasSize(600).hasOnlyElementsOfType(Answer.Accepted.class);
    }
  }

  @Test
  void continues_from_a_snapshot_and_the_events_after_it() throws Exception {
    LedgerOnPostgres.migrate(database);
    SystemAccountId clearing = clearing("wizall", ETB);
    Wallet wallet;
    SystemAccount account;
    try (LedgerOnPostgres first = start()) {
      first.ledger().send(request(open(1, ETB)));
      first.ledger().sendInOrder(credits(0, 1_000));
      first
          .ledger()
          .sendInOrder(
              IntStream.range(0, 500)
                  .mapToObj(
                      n ->
                          request(
                              adjustment(
                                  50_000 + n, in(settlement("bank", ETB)), in(clearing), "2")))
                  .toList());
      awaitSnapshot(first, wallet(1).toString());
      awaitSnapshot(first, clearing.toString());
      first.ledger().sendInOrder(credits(1_000, 7));
      first.ledger().send(request(new RestrictWallet(wallet(1), "order")));
      wallet = first.read(accounts -> accounts.wallet(wallet(1)));
      account = first.read(accounts -> accounts.systemAccount(clearing));
    }
    assertThat(wallet).isEqualTo(new Wallet.Open(wallet(1), user(1), etb(1_007_00), etb(0), true));
    assertThat(account).isEqualTo(new SystemAccount(clearing, etb(1_000_00)));

    // Only a node that starts from the snapshots can do without the events before them.
    dropEvents(
        """
        DELETE FROM ledger.event WHERE sequence <=
          (SELECT max(sequence) FROM ledger.snapshot WHERE snapshot.stream = event.stream)
        """);
    try (LedgerOnPostgres fresh = start()) {
      assertThat(fresh.<Wallet>read(accounts -> accounts.wallet(wallet(1)))).isEqualTo(wallet);
      assertThat(fresh.<SystemAccount>read(accounts -> accounts.systemAccount(clearing)))
          .isEqualTo(account);
      assertThat(
              fresh
                  .jdbc()
                  .sql("SELECT count(*) FROM ledger.event WHERE stream = ?")
                  .param(wallet(1).toString())
                  .query(Long.class)
                  .single())
          .isLessThan(300);
    }
  }

  @Test
  void reads_a_stream_once_while_it_is_in_memory() {
    LedgerOnPostgres.migrate(database);
    try (LedgerOnPostgres node = start()) {
      node.ledger().send(request(open(1, ETB)));
      node.ledger().sendInOrder(credits(0, 100));
      node.ledger().send(request(open(2, ETB)));
      // A second reading would find nothing.
      dropEvents("DELETE FROM ledger.event WHERE stream LIKE 'wallet:%'");
      for (int n = 0; n < 20; n++) {
        assertThat(node.ledger().send(request(p2p(5_000 + n, 1, 2, "1"))))
            .isInstanceOf(Answer.Accepted.class);
      }
      // A refusal does not make it forget.
      assertThat(node.ledger().send(request(p2p(6_000, 1, 2, "80.01"))))
          .isInstanceOf(Answer.Refused.class);
      assertThat(node.ledger().send(request(p2p(6_001, 1, 2, "80"))))
          .isInstanceOf(Answer.Accepted.class);
    }
  }

  @Test
  void judges_the_effective_time_by_the_clock_it_was_given() {
    LedgerOnPostgres.migrate(database);
    Instant past = Instant.parse("2020-01-01T00:00:00Z");
    try (LedgerOnPostgres node =
        LedgerOnPostgres.on(
            database, Clock.fixed(past, ZoneOffset.UTC), configurer -> configurer)) {
      node.ledger().send(request(open(1, ETB)));
      assertThat(node.ledger().send(request(effective(10, past))))
          .isInstanceOf(Answer.Accepted.class);
      assertThat(node.ledger().send(request(effective(11, past.plus(Duration.ofMillis(1))))))
          .isInstanceOf(Answer.Refused.class);
    }
  }

  private void dropEvents(String delete) {
    database.execute("ALTER TABLE ledger.event DISABLE TRIGGER append_only");
    database.execute(delete);
    database.execute("ALTER TABLE ledger.event ENABLE TRIGGER append_only");
  }

  private static Transfer effective(long entry, Instant at) {
    return new Transfer(
        entry(entry),
        EntryKind.ADJUSTMENT,
        in(settlement("bank", ETB)),
        in(wallet(1)),
        amount("1"),
        null,
        "",
        Map.of(),
        at,
        new Authority.Staff());
  }

  private static List<LedgerRequest> credits(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(n -> request(receive(10_000 + n, 1, "1")))
        .toList();
  }

  private static void awaitSnapshot(LedgerOnPostgres node, String stream) throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (Instant.now().isBefore(end)) {
      long snapshots =
          node.jdbc()
              .sql("SELECT count(*) FROM ledger.snapshot WHERE stream = ?")
              .param(stream)
              .query(Long.class)
              .single();
      if (snapshots > 0) {
        return;
      }
      Thread.sleep(Duration.ofMillis(20));
    }
    throw new AssertionError("No snapshot of " + stream);
  }

  @Test
  void reads_by_indexes_and_gives_its_connection_back_as_it_was() throws SQLException {
    try (HikariDataSource pool = LedgerOnPostgres.pool(database, Duration.ofSeconds(5));
        Connection other = pool.getConnection()) {
      pool.setMaximumPoolSize(2);
      try (WriterSession session = new WriterSession(pool, Duration.ofSeconds(2))) {
        assertThat(setting("enable_bitmapscan", session.connection())).isEqualTo("off");
        assertThat(setting("enable_seqscan", session.connection())).isEqualTo("off");
      }
      try (Connection returned = pool.getConnection()) {
        assertThat(setting("enable_bitmapscan", returned)).isEqualTo("on");
        assertThat(setting("enable_seqscan", returned)).isEqualTo("on");
        assertThat(setting("transaction_timeout", returned))
            .isEqualTo(setting("transaction_timeout", other));
      }
    }
  }

  private static String setting(String name, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }
}
