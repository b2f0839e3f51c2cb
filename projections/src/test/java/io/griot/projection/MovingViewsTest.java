package io.griot.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.Answer;
import io.griot.core.LedgerRequest;
import io.griot.core.id.AccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
import io.griot.projection.account.AccountView;
import io.griot.projection.journal.PostingView;
import io.griot.projection.log.Stretch;
import io.griot.projection.log.Stretch.Recorded;
import io.griot.projection.view.Recording;
import io.griot.projection.view.ViewPositions;
import java.math.BigInteger;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

class MovingViewsTest {

  private LedgerWithViews ledger;

  @BeforeEach
  void start() {
    ledger = new LedgerWithViews();
  }

  @AfterEach
  void stop() {
    ledger.close();
  }

  @Test
  void goes_on_where_it_stopped_and_takes_nothing_in_twice() throws Exception {
    Ledgers.write(ledger, 5, 400, 1);
    for (int restart = 0; restart < 5; restart++) {
      ledger.startViews();
      TimeUnit.MILLISECONDS.sleep(120L * restart);
      ledger.stopViews();
    }
    Ledgers.write(ledger, 3, 50, 2);
    ledger.startViews();
    ledger.catchUp();

    assertEqualToFoldOfLog();
  }

  @Test
  void passes_over_events_that_it_has_already_when_its_token_is_lost() throws Exception {
    Ledgers.write(ledger, 4, 60, 3);
    ledger.startViews();
    ledger.catchUp();
    ledger.stopViews();
    List<String> before = ledger.hashes();
    ledger.jdbc.sql("DELETE FROM views.token WHERE processor_name <> '__config'").update();
    ledger.startViews();
    WalletId walletId = ledger.openWallet("1");
    ledger.catchUp();

    assertThat(ledger.account(walletId).postedMinorUnits()).isEqualTo(100);
    assertEqualToFoldOfLog();
    assertThat(ledger.hashes()).isNotEqualTo(before);
  }

  @Test
  void follows_writers_on_many_threads() throws Exception {
    ledger.startViews();
    List<Future<Boolean>> written = new ArrayList<>();
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < 8; writer++) {
        int seed = writer;
        written.add(writers.submit(() -> Ledgers.write(ledger, 4, 60, seed)));
      }
    }
    for (Future<Boolean> each : written) {
      assertThat(each.get()).isTrue();
    }
    ledger.catchUp();

    assertEqualToFoldOfLog();
  }

  @Test
  void stops_at_a_fault_says_so_and_goes_on_when_it_is_mended() throws Exception {
    ledger.startViews();
    ledger.openWallet("1");
    ledger.catchUp();
    ledger.jdbc.sql("ALTER TABLE views.entry RENAME TO broken").update();
    WalletId walletId = ledger.openWallet("2");

    long head = ledger.positions.head();
    assertThat(
            ledger.positions.await(
                List.of(Views.ACCOUNTS, Views.POSTINGS), head, Duration.ofSeconds(10)))
        .isTrue();
    assertThat(ledger.positions.await(List.of(Views.ENTRIES), head, Duration.ofMillis(300)))
        .isFalse();
    assertThat(ledger.faults()).containsOnlyKeys("entries");
    assertThat(ledger.positions.lags(java.util.Set.copyOf(Views.ALL)))
        .containsEntry("accounts", 0L)
        .containsEntry("entries", head - ledger.positions.position(Views.ENTRIES))
        .doesNotContainEntry("entries", 0L);

    ledger.jdbc.sql("ALTER TABLE views.broken RENAME TO entry").update();
    ledger.catchUp();
    assertThat(ledger.faults()).isEmpty();
    assertThat(ledger.entries.ofAccounts(List.of(walletId), Long.MAX_VALUE, 10)).hasSize(1);
    assertEqualToFoldOfLog();
  }

  @Test
  void does_not_go_on_from_behind_where_the_view_stands() throws Exception {
    ledger.startViews();
    Ledgers.write(ledger, 3, 20, 5);
    ledger.catchUp();
    ledger
        .jdbc
        .sql("UPDATE views.position SET position = position - 1 WHERE view = 'postings'")
        .update();
    ledger.openWallet("3");

    long head = ledger.positions.head();
    assertThat(
            ledger.positions.await(
                List.of(Views.ACCOUNTS, Views.ENTRIES), head, Duration.ofSeconds(20)))
        .isTrue();
    assertThat(ledger.positions.await(List.of(Views.POSTINGS), head, Duration.ofMillis(300)))
        .isFalse();
    assertThat(ledger.faults()).containsOnlyKeys("postings");
    assertThat(ledger.faults().get("postings")).endsWith(": rebuild it.");

    ledger.rebuild().run(List.of(Views.POSTINGS), _ -> {});
    ledger.openWallet("4");
    ledger.catchUp();
    assertThat(ledger.faults()).isEmpty();
    assertEqualToFoldOfLog();
  }

  @Test
  void wakes_those_who_wait_where_the_views_are_moved() throws Exception {
    ledger.startViews();
    ledger.openWallet("1");
    ledger.catchUp();
    ViewPositions here = ledger.projections.viewPositions(new NoDataSource());
    long head = ledger.positions.head();

    assertThat(here.await(Views.ALL, head, Duration.ofSeconds(20))).isTrue();
    assertThat(here.covers(Views.ALL, head)).isTrue();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      ViewPositions nearby = ledger.projections.viewPositions(ledger.dataSource);
      Future<Boolean> woken =
          readers.submit(() -> nearby.await(Views.ALL, head + 3, Duration.ofSeconds(20)));
      ledger.openWallet("1");
      assertThat(woken.get()).isTrue();
    }
  }

  @Test
  void remembers_no_position_of_before_the_database_was_lost() throws Exception {
    ledger.startViews();
    ledger.openWallet("1");
    ledger.catchUp();
    long head = ledger.positions.head();
    ViewPositions here = ledger.projections.viewPositions(ledger.dataSource);
    assertThat(here.covers(Views.ALL, head)).isTrue();
    terminateOtherSessions();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (ledger.projections.moves().position(Views.ACCOUNTS).isPresent()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(5);
    }

    assertThat(here.await(Views.ALL, head, Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void goes_on_at_once_when_the_database_was_away_for_long() throws Exception {
    Outage outage = new Outage(ledger.dataSource);
    ledger.startViewsOver(outage);
    ledger.openWallet("1");
    ledger.catchUp();
    outage.begin();
    ledger.openWallet("2");
    long head = ledger.positions.head();
    terminateOtherSessions();
    // Tried after 1, 2 and 4 s, the processors wait 8 s for their next attempt.
    TimeUnit.MILLISECONDS.sleep(8_500);
    outage.end();

    assertThat(ledger.positions.await(Views.ALL, head, Duration.ofSeconds(4))).isTrue();
    assertEqualToFoldOfLog();
  }

  @Test
  void waits_no_longer_than_asked() throws Exception {
    ledger.openWallet("1");
    long head = ledger.positions.head();

    assertThat(ledger.positions.covers(Views.ALL, 0)).isTrue();
    assertThat(ledger.positions.covers(Views.ALL, head)).isFalse();
    assertThat(ledger.positions.await(Views.ALL, head, Duration.ofMillis(50))).isFalse();
    ledger.startViews();
    assertThat(ledger.positions.await(Views.ALL, head, Duration.ofSeconds(20))).isTrue();
    assertThat(ledger.positions.covers(Views.ALL, head)).isTrue();
    assertThat(ledger.positions.covers(Views.ALL, head + 1)).isFalse();
  }

  @Test
  void answers_many_who_wait_at_once() throws Exception {
    ledger.startViews();
    WalletId from = ledger.openWallet("1000");
    WalletId to = ledger.openWallet("0");
    List<Future<Integer>> balances = new ArrayList<>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 64; i++) {
        balances.add(
            readers.submit(
                () -> {
                  Answer answer =
                      ledger
                          .ledger()
                          .send(
                              LedgerWithViews.request(
                                  LedgerWithViews.transfer(
                                      LedgerWithViews.entryId(), from, to, "1", null)));
                  return ledger.positions.await(
                          Views.ALL, answer.position(), Duration.ofSeconds(20))
                      ? ledger.account(to).postedMinorUnits().intValueExact()
                      : -1;
                }));
      }
    }
    List<Integer> seen = new ArrayList<>();
    for (Future<Integer> balance : balances) {
      seen.add(balance.get());
    }

    assertThat(seen).hasSize(64).doesNotContain(-1).contains(6_400);
    assertThat(seen).allMatch(minorUnits -> minorUnits >= 100);
  }

  @Test
  void finds_its_config_row_and_position_rows_in_the_migration() {
    assertThat(
            ledger
                .jdbc
                .sql("SELECT view FROM views.position ORDER BY view")
                .query(String.class)
                .list())
        .isEqualTo(Views.ALL.stream().map(view -> view.name()).sorted().toList());
    assertThat(ledger.jdbc.sql("SELECT processor_name FROM views.token").query(String.class).list())
        .containsExactly("__config");
  }

  /** Whoever asks it for a connection fails. */
  private static final class NoDataSource extends AbstractDataSource {

    @Override
    public Connection getConnection() {
      throw new AssertionError("No database is needed.");
    }

    @Override
    public Connection getConnection(String user, String password) {
      return getConnection();
    }
  }

  private void terminateOtherSessions() {
    ledger
        .jdbc
        .sql(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()\
            """)
        .query()
        .listOfRows();
  }

  private void assertEqualToFoldOfLog() {
    Map<AccountId, BigInteger> balances = new HashMap<>();
    List<PostingView> postings = new ArrayList<>();
    long entries = 0;
    Instant asOf = Instant.EPOCH;
    Stretch stretch = ledger.log().next(0, 100);
    while (!stretch.isEmpty()) {
      for (Recorded recorded : stretch.events()) {
        Recording recording = recorded.recording();
        if (recorded.event() instanceof EntryPosted posted) {
          entries++;
          asOf = recording.recordedAt().isAfter(asOf) ? recording.recordedAt() : asOf;
          int line = 0;
          for (Posting posting : posted.postings()) {
            postings.add(
                new PostingView(
                    recording.position(),
                    ++line,
                    posted.entryId(),
                    posting.account(),
                    posting.side(),
                    posting.amount(),
                    balances.merge(
                        posting.account(),
                        BigInteger.valueOf(posting.changeMinorUnits()),
                        BigInteger::add),
                    recording.recordedAt(),
                    recording.recordedAt(),
                    asOf));
          }
        }
      }
      stretch = ledger.log().next(stretch.last(), 100);
    }

    assertThat(ledger.positions.position(Views.ACCOUNTS)).isEqualTo(stretch.last());
    assertThat(ledger.entries.all(Long.MAX_VALUE, 100_000)).hasSize((int) entries);
    assertThat(
            ledger
                .jdbc
                .sql("SELECT position FROM views.posting GROUP BY position ORDER BY 1")
                .query(Long.class)
                .list()
                .stream()
                .flatMap(position -> ledger.postings.ofEntryAt(position).stream()))
        .containsExactlyElementsOf(postings);
    for (Map.Entry<AccountId, BigInteger> balance : balances.entrySet()) {
      AccountView account = ledger.accounts.find(balance.getKey()).orElseThrow();
      assertThat(account.postedMinorUnits()).isEqualTo(balance.getValue());
      assertThat(account.postedMinorUnits())
          .isEqualTo(account.creditsMinorUnits().subtract(account.debitsMinorUnits()));
    }
  }

  /** Writers of random movements. */
  static final class Ledgers {

    private Ledgers() {}

    /** Opens wallets and moves money between them; refused movements are part of it. */
    static boolean write(LedgerWithViews ledger, int wallets, int transfers, long seed) {
      Random random = new Random(seed);
      List<WalletId> opened = new ArrayList<>();
      for (int i = 0; i < wallets; i++) {
        opened.add(ledger.openWallet(String.valueOf(random.nextInt(1, 500))));
      }
      List<LedgerRequest> requests = new ArrayList<>();
      for (int i = 0; i < transfers; i++) {
        WalletId from = opened.get(random.nextInt(wallets));
        WalletId to = opened.get(random.nextInt(wallets));
        requests.add(
            LedgerWithViews.request(
                LedgerWithViews.transfer(
                    LedgerWithViews.entryId(),
                    from,
                    to,
                    String.valueOf(random.nextInt(1, 100)),
                    null)));
      }
      for (int i = 0; i < transfers; i += 20) {
        ledger.ledger().sendInOrder(requests.subList(i, Math.min(i + 20, transfers)));
      }
      return true;
    }
  }
}
