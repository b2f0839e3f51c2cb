package io.griot.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.account.AccountEvent.WalletOpened;
import io.griot.core.id.Owner;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
import io.griot.core.money.Money;
import io.griot.projection.MovingViewsTest.Ledgers;
import io.griot.projection.log.LogGap;
import io.griot.projection.rebuild.Progress;
import io.griot.projection.rebuild.Rebuild;
import io.griot.projection.rebuild.RebuildRunning;
import io.griot.projection.view.View;
import java.math.BigInteger;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildingTest {

  private LedgerWithViews ledger;

  @BeforeEach
  void start() {
    ledger = LedgerWithViews.started();
  }

  @AfterEach
  void stop() {
    ledger.close();
  }

  @Test
  void makes_the_same_rows_again() throws Exception {
    Ledgers.write(ledger, 6, 300, 1);
    ledger.catchUp();
    List<String> before = ledger.hashes();
    List<Progress> told = new ArrayList<>();

    Progress done = ledger.rebuild().run(Views.ALL, told::add);

    assertThat(ledger.hashes()).isEqualTo(before);
    assertThat(done.position()).isEqualTo(ledger.positions.head()).isEqualTo(done.head());
    assertThat(told).contains(done);
    assertThat(done.eventsPerSecond()).isPositive();
    assertThat(
            ledger
                .jdbc
                .sql("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'views%'")
                .query(String.class)
                .list())
        .containsExactly("views");
  }

  @Test
  void mends_a_row_that_was_falsified_and_one_that_was_lost() throws Exception {
    Ledgers.write(ledger, 4, 100, 2);
    ledger.catchUp();
    List<String> before = ledger.hashes();
    ledger
        .jdbc
        .sql("UPDATE views.account SET posted = posted + 1 WHERE wallet_id IS NOT NULL")
        .update();
    ledger
        .jdbc
        .sql("DELETE FROM views.entry WHERE position = (SELECT max(position) FROM views.entry)")
        .update();
    assertThat(ledger.hashes()).isNotEqualTo(before);

    ledger.rebuild().run(List.of(Views.ENTRIES, Views.ACCOUNTS), _ -> {});

    assertThat(ledger.hashes()).isEqualTo(before);
  }

  @Test
  void leaves_the_views_alone_that_were_not_named() throws Exception {
    WalletId walletId = ledger.openWallet("1");
    ledger.catchUp();
    ledger.jdbc.sql("UPDATE views.account SET restricted = true").update();

    ledger.rebuild().run(List.of(Views.POSTINGS), _ -> {});

    assertThat(ledger.account(walletId).restricted()).isTrue();
  }

  @Test
  void makes_a_view_whose_table_is_gone() throws Exception {
    Ledgers.write(ledger, 4, 100, 3);
    ledger.catchUp();
    List<String> before = ledger.hashes();
    ledger.jdbc.sql("DROP TABLE views.posting").update();
    ledger.jdbc.sql("DELETE FROM views.position WHERE view = 'postings'").update();

    ledger.rebuild().run(List.of(Views.POSTINGS), _ -> {});
    assertThat(ledger.hashes()).isEqualTo(before);

    WalletId walletId = ledger.openWallet("3");
    ledger.catchUp();
    assertThat(ledger.postings.ofAccount(walletId, 5)).hasSize(1);
  }

  @Test
  void goes_on_while_money_moves_and_readers_read() throws Exception {
    Ledgers.write(ledger, 6, 600, 4);
    AtomicBoolean stop = new AtomicBoolean();
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> writer =
          others.submit(
              () -> {
                int rounds = 0;
                while (!stop.get()) {
                  Ledgers.write(ledger, 2, 20, 100 + rounds++);
                }
                return rounds;
              });
      Future<Integer> reader =
          others.submit(
              () -> {
                int most = 0;
                while (!stop.get()) {
                  int seen = ledger.entries.all(Long.MAX_VALUE, 100_000).size();
                  assertThat(seen).isGreaterThanOrEqualTo(most);
                  most = seen;
                }
                return most;
              });
      for (int round = 0; round < 4; round++) {
        ledger.rebuild().run(Views.ALL, _ -> {});
      }
      stop.set(true);
      assertThat(writer.get()).isPositive();
      assertThat(reader.get()).isPositive();
    }
    ledger.catchUp();
    List<String> live = ledger.hashes();
    ledger.rebuild().run(Views.ALL, _ -> {});

    assertThat(ledger.hashes()).isEqualTo(live);
    assertThat(ledger.faults()).isEmpty();
  }

  @Test
  void writes_in_several_goes_what_does_not_fit_into_one() throws Exception {
    Ledgers.write(ledger, 6, 300, 1);
    ledger.catchUp();
    List<String> before = ledger.hashes();

    Progress done = new Rebuild(ledger.dataSource, ledger.log(), 7, 3).run(Views.ALL, _ -> {});

    assertThat(ledger.hashes()).isEqualTo(before);
    assertThat(done.position()).isEqualTo(ledger.positions.head()).isEqualTo(done.events());
  }

  @Test
  void keeps_the_indexes() throws Exception {
    Ledgers.write(ledger, 3, 20, 6);
    ledger.catchUp();
    List<@Nullable String> before = indexes();

    ledger.rebuild().run(Views.ALL, _ -> {});

    assertThat(indexes()).isEqualTo(before).hasSizeGreaterThan(8);
  }

  @Test
  void leaves_the_old_views_where_an_event_is_missing() {
    ledger.stopViews();
    ledger.append(1, wallet());
    ledger.append(3, wallet());

    assertThatThrownBy(() -> ledger.rebuild().run(Views.ALL, _ -> {}))
        .isInstanceOf(LogGap.class)
        .hasMessageContaining("position 2");
    assertThat(ledger.positions.position(Views.ACCOUNTS)).isZero();
    assertThat(ledger.accounts.wallets(Long.MAX_VALUE, 10)).isEmpty();
    assertThat(indexes()).hasSizeGreaterThan(8);
  }

  @Test
  void adds_up_what_does_not_fit_into_64_bits() throws Exception {
    ledger.stopViews();
    SystemAccountId bank = SystemAccountId.parse("settlement:bank:ETB");
    Money much = new Money(Long.MAX_VALUE - 1, LedgerWithViews.ETB);
    for (int position = 1; position <= 5; position += 2) {
      WalletOpened opened = wallet();
      ledger.append(position, opened);
      ledger.append(
          position + 1,
          new EntryPosted(
              LedgerWithViews.entryId(),
              EntryKind.RECEIVE_EXTERNAL,
              List.of(Posting.debit(bank, much), Posting.credit(opened.walletId(), much)),
              Map.of(opened.walletId(), much),
              "",
              Map.of(),
              null));
    }

    ledger.rebuild().run(Views.ALL, _ -> {});

    BigInteger sum = BigInteger.valueOf(much.minorUnits()).multiply(BigInteger.valueOf(-3));
    assertThat(ledger.accounts.find(bank).orElseThrow().postedMinorUnits()).isEqualTo(sum);
    assertThat(ledger.postings.ofAccount(bank, 1).getFirst().balanceMinorUnits()).isEqualTo(sum);
  }

  private static WalletOpened wallet() {
    return new WalletOpened(
        new WalletId(UUID.randomUUID()), new Owner.Nobody(), LedgerWithViews.ETB, null);
  }

  private List<@Nullable String> indexes() {
    return ledger
        .jdbc
        .sql("SELECT indexdef FROM pg_indexes WHERE schemaname = 'views' ORDER BY indexdef")
        .query(String.class)
        .list();
  }

  @Test
  void keeps_who_may_read() throws Exception {
    String role = "reader_" + System.nanoTime();
    ledger.jdbc.sql("CREATE ROLE " + role).update();
    ledger.jdbc.sql("GRANT SELECT ON views.account TO " + role).update();
    try {
      ledger.rebuild().run(List.of(Views.ACCOUNTS), _ -> {});

      assertThat(
              ledger
                  .jdbc
                  .sql("SELECT has_table_privilege(?, 'views.account', 'SELECT')")
                  .param(role)
                  .query(Boolean.class)
                  .single())
          .isTrue();
    } finally {
      ledger.jdbc.sql("DROP OWNED BY " + role).update();
      ledger.jdbc.sql("DROP ROLE " + role).update();
    }
  }

  @Test
  void waits_for_a_reader_that_is_slow_and_loses_nothing() throws Exception {
    Ledgers.write(ledger, 4, 50, 5);
    ledger.catchUp();
    List<String> before = ledger.hashes();
    try (Connection reader = ledger.dataSource.getConnection();
        ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      reader.setAutoCommit(false);
      reader.createStatement().execute("SELECT count(*) FROM views.posting");
      Future<Progress> rebuild = others.submit(() -> ledger.rebuild().run(Views.ALL, _ -> {}));
      Thread.sleep(2_500);
      assertThat(rebuild.isDone()).isFalse();
      reader.commit();
      reader.setAutoCommit(true);
      rebuild.get();
    }

    assertThat(ledger.hashes()).isEqualTo(before);
  }

  @Test
  void runs_once_at_a_time() throws Exception {
    ledger.openWallet("1");
    List<Throwable> refused = new ArrayList<>();
    ledger
        .rebuild()
        .run(
            Views.ALL,
            _ ->
                assertThatThrownBy(() -> ledger.rebuild().run(List.<View>of(), _ -> {}))
                    .satisfies(refused::add));

    assertThat(refused).isNotEmpty().allMatch(RebuildRunning.class::isInstance);
    assertThat(ledger.rebuild().run(Views.ALL, _ -> {}).events()).isPositive();
  }
}
