package io.griot.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.id.AccountId;
import io.griot.core.id.EntryId;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.SystemAccountKind;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.snapshot.CalendarCommand.CloseDays;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.Leg;
import io.griot.core.transfer.TransferCommand.Transfer;
import io.griot.projection.journal.Statement;
import io.griot.projection.journal.StatementLine;
import io.griot.projection.journal.TimeBasis;
import io.griot.projection.snapshot.BalanceAt;
import io.griot.projection.snapshot.SnapshotFinder.Place;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an account held at an instant, by either time, is held against a fold of its postings. */
class KeepingTimeTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T05:00:00Z");
  private static final ZoneId ADDIS = ZoneId.of("Africa/Addis_Ababa");
  private static final SystemAccountId BANK =
      new SystemAccountId(SystemAccountKind.SETTLEMENT, "bank", LedgerWithViews.ETB);
  private static final int DAYS = 12;

  private static final AtomicReference<Instant> NOW = new AtomicReference<>(BEGIN);

  private static LedgerWithViews ledger;
  private static List<WalletId> wallets;

  /** Twelve days on which money moved, now and then back-dated; the sixth and seventh are quiet. */
  @BeforeAll
  static void live() throws InterruptedException {
    InstantSource source = NOW::get;
    ledger = new LedgerWithViews(source.withZone(ZoneOffset.UTC));
    ledger.startViews();
    Random random = new Random(7);
    wallets = List.of(ledger.openWallet("5000"), ledger.openWallet("5000"), ledger.openWallet("0"));
    for (int day = 0; day < DAYS; day++) {
      if (day != 5 && day != 6) {
        for (int number = 0; number < 25; number++) {
          NOW.updateAndGet(now -> now.plus(Duration.ofMinutes(1 + random.nextInt(50))));
          ledger.send(movement(random));
        }
      }
      Instant nextMorning = BEGIN.plus(Duration.ofDays(day + 1L));
      NOW.updateAndGet(now -> now.isBefore(nextMorning) ? nextMorning : now);
      // On some days nobody closed the one before.
      if (day % 3 == 0) {
        ledger.send(closeDays());
      }
    }
    ledger.catchUp();
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  private static CloseDays closeDays() {
    return new CloseDays(LocalDate.ofInstant(BEGIN, ADDIS), ADDIS);
  }

  private static Transfer movement(Random random) {
    Instant now = NOW.get();
    Instant effectiveAt =
        switch (random.nextInt(6)) {
          case 0 -> now.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 9)));
          case 1 -> now.minus(Duration.ofMinutes(random.nextInt(60)));
          default -> null;
        };
    Leg from = random.nextInt(4) == 0 ? bank() : wallet(0);
    Leg to = wallet(1 + random.nextInt(2));
    String amount = 1 + random.nextInt(9) + "." + (10 + random.nextInt(90));
    return random.nextBoolean()
        ? transfer(from, to, amount, effectiveAt)
        : transfer(wallet(1), random.nextBoolean() ? wallet(0) : bank(), amount, effectiveAt);
  }

  private static Leg bank() {
    return new Leg.InSystem(SystemAccountKind.SETTLEMENT, "bank", LedgerWithViews.ETB);
  }

  private static Leg wallet(int number) {
    return new Leg.InWallet(wallets.get(number));
  }

  private static Transfer transfer(Leg from, Leg to, String amount, @Nullable Instant at) {
    return new Transfer(
        LedgerWithViews.entryId(),
        EntryKind.ADJUSTMENT,
        from,
        to,
        LedgerWithViews.majorUnits(amount),
        null,
        "lunch",
        Map.of(),
        at,
        new Authority.Staff());
  }

  /** A posting as the log has it. */
  private record Posted(
      long position, EntryId entryId, Instant recordedAt, Instant effectiveAt, BigInteger change) {

    Instant time(TimeBasis basis) {
      return basis == TimeBasis.RECORDED ? recordedAt : effectiveAt;
    }
  }

  private static List<Posted> inTheLog(AccountId account) {
    return ledger
        .jdbc
        .sql(
            """
            SELECT position, recorded_at, payload ->> 'entryId' AS entry,
                   coalesce((payload ->> 'effectiveAt')::timestamptz, recorded_at) AS effective_at,
                   CASE leg ->> 'side' WHEN 'CREDIT' THEN 1 ELSE -1 END
                     * (leg -> 'amount' ->> 'minorUnits')::bigint AS change
              FROM ledger.readable_event
             CROSS JOIN LATERAL jsonb_array_elements(payload -> 'postings') AS leg
             WHERE type = 'EntryPosted' AND leg ->> 'account' = ? ORDER BY position\
            """)
        .param(account.toString())
        .query(
            (row, _) ->
                new Posted(
                    row.getLong("position"),
                    EntryId.parse(row.getString("entry")),
                    row.getTimestamp("recorded_at").toInstant(),
                    row.getTimestamp("effective_at").toInstant(),
                    BigInteger.valueOf(row.getLong("change"))))
        .list();
  }

  private static BigInteger fold(List<Posted> postings, Instant instant, TimeBasis basis) {
    return postings.stream()
        .filter(posting -> !posting.time(basis).isAfter(instant))
        .map(Posted::change)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static List<AccountId> accounts() {
    List<AccountId> accounts = new ArrayList<>(wallets);
    accounts.add(BANK);
    return accounts;
  }

  /** The instants of all postings, those around them, and midnights. */
  private static List<Instant> instants(List<Posted> postings) {
    List<Instant> instants = new ArrayList<>();
    for (Posted posting : postings) {
      for (TimeBasis basis : TimeBasis.values()) {
        instants.add(posting.time(basis));
        instants.add(posting.time(basis).minusNanos(1_000));
      }
    }
    for (int day = -12; day < DAYS + 2; day++) {
      instants.add(BEGIN.plus(Duration.ofDays(day)).minus(Duration.ofHours(5)));
    }
    return instants;
  }

  @Test
  void tells_what_accounts_held_at_any_instant_by_either_time() {
    for (AccountId account : accounts()) {
      List<Posted> postings = inTheLog(account);
      assertThat(postings).hasSizeGreaterThan(50);
      assertThat(postings).anyMatch(posting -> posting.effectiveAt.isBefore(posting.recordedAt));
      for (TimeBasis basis : TimeBasis.values()) {
        for (Instant instant : instants(postings)) {
          assertThat(ledger.snapshots.at(List.of(account), instant, basis, null, 10))
              .as("%s at %s, %s", account, instant, basis)
              .extracting(BalanceAt::minorUnits)
              .containsExactly(fold(postings, instant, basis));
        }
      }
    }
  }

  @Test
  void tells_several_accounts_at_once_in_the_order_of_their_names() {
    List<BalanceAt> all = ledger.snapshots.at(accounts(), NOW.get(), TimeBasis.RECORDED, null, 10);
    assertThat(all).hasSize(4).allMatch(balance -> balance.at().equals(NOW.get()));
    assertThat(all).extracting(balance -> balance.account().toString()).isSorted();
    assertThat(
            ledger.snapshots.at(accounts(), NOW.get(), TimeBasis.RECORDED, all.get(1).account(), 1))
        .isEqualTo(all.subList(2, 3));
  }

  @Test
  void states_every_posting_of_a_span_between_two_balances() {
    for (AccountId account : accounts()) {
      List<Posted> postings = inTheLog(account);
      for (TimeBasis basis : TimeBasis.values()) {
        List<Posted> ordered =
            postings.stream()
                .sorted(
                    Comparator.<Posted, Instant>comparing(posting -> posting.time(basis))
                        .thenComparingLong(Posted::position))
                .toList();
        for (int first = 0; first < ordered.size(); first += 9) {
          Instant from = ordered.get(first).time(basis);
          Instant to = ordered.get(Math.min(first + 30, ordered.size() - 1)).time(basis);
          assertStates(account, ordered, from, to, basis);
        }
        assertStates(account, ordered, Instant.EPOCH, NOW.get().plusSeconds(1), basis);
      }
    }
  }

  private static void assertStates(
      AccountId account, List<Posted> ordered, Instant from, Instant to, TimeBasis basis) {
    Statement statement = ledger.statements.open(account, from, to, NOW.get(), basis);
    assertThat(statement.position()).isEqualTo(ledger.positions.head());
    assertThat(statement.openingMinorUnits())
        .isEqualTo(fold(ordered, from.minusNanos(1_000), basis));
    List<StatementLine> lines = new ArrayList<>();
    statement.lines().forEachRemaining(lines::add);
    assertThat(lines)
        .extracting(StatementLine::entryId)
        .isEqualTo(
            ordered.stream()
                .filter(
                    posting ->
                        !posting.time(basis).isBefore(from) && posting.time(basis).isBefore(to))
                .map(Posted::entryId)
                .toList());
    BigInteger balance = statement.openingMinorUnits();
    for (StatementLine line : lines) {
      balance = balance.add(line.changeMinorUnits());
      assertThat(line.balanceMinorUnits()).isEqualTo(balance);
      assertThat(line.remarks()).isIn("lunch", "Opening balance");
      assertThat(line.counterparty()).isNotEqualTo(account);
    }
    assertThat(balance).isEqualTo(fold(ordered, to.minusNanos(1_000), basis));
  }

  @Test
  void leaves_out_of_a_statement_what_was_recorded_after_it_was_opened() throws Exception {
    try (LedgerWithViews other = LedgerWithViews.started()) {
      WalletId from = other.openWallet("100");
      WalletId to = other.openWallet("0");
      other.transfer(from, to, "1");
      other.catchUp();
      Instant end = Instant.now().plusSeconds(3_600);
      Statement opened = other.statements.open(to, Instant.EPOCH, end, end, TimeBasis.EFFECTIVE);
      other.transfer(from, to, "2");
      other.send(
          LedgerWithViews.transfer(
              LedgerWithViews.entryId(), from, to, "3", Instant.parse("2024-01-01T00:00:00Z")));
      other.catchUp();

      assertThat(opened.lines()).toIterable().hasSize(1);
      assertThat(other.statements.open(to, Instant.EPOCH, end, end, TimeBasis.EFFECTIVE).lines())
          .toIterable()
          .extracting(line -> line.amount().minorUnits())
          .containsExactly(3_00L, 1_00L, 2_00L);
    }
  }

  @Test
  void ends_a_statement_behind_all_that_was_recorded_whatever_the_readers_clock_says() {
    Statement statement = ledger.statements.open(BANK, BEGIN, null, BEGIN, TimeBasis.RECORDED);
    assertThat(statement.lines()).toIterable().hasSize(inTheLog(BANK).size());
    assertThat(ledger.statements.open(BANK, BEGIN, null, NOW.get(), TimeBasis.RECORDED).to())
        .isEqualTo(NOW.get());
  }

  @Test
  void keeps_what_every_account_held_at_every_midnight() {
    int closed = 10;
    List<BalanceAt> daily =
        ledger.snapshots.daily(accounts(), Instant.EPOCH, Optional.empty(), 1_000);
    assertThat(daily).hasSize(closed * 4);
    LocalDate last = LocalDate.ofInstant(BEGIN, ADDIS).plusDays(closed - 1);
    assertThat(daily.getFirst().day()).isEqualTo(last);
    for (BalanceAt balance : daily) {
      LocalDate day = Objects.requireNonNull(balance.day());
      Instant midnight = day.plusDays(1).atStartOfDay(ADDIS).toInstant();
      assertThat(balance.at()).isEqualTo(midnight);
      assertThat(balance.minorUnits())
          .as("%s at the end of %s", balance.account(), day)
          .isEqualTo(
              fold(inTheLog(balance.account()), midnight.minusNanos(1_000), TimeBasis.RECORDED));
    }
    for (LocalDate day = LocalDate.ofInstant(BEGIN, ADDIS); !day.isAfter(last); ) {
      LocalDate that = day;
      assertThat(
              daily.stream()
                  .filter(balance -> that.equals(balance.day()))
                  .map(BalanceAt::minorUnits)
                  .reduce(BigInteger.ZERO, BigInteger::add))
          .as("all accounts at the end of %s", day)
          .isZero();
      day = day.plusDays(1);
    }
  }

  @Test
  void pages_through_daily_balances_and_leaves_out_earlier_days() {
    List<BalanceAt> all =
        ledger.snapshots.daily(accounts(), Instant.EPOCH, Optional.empty(), 1_000);
    BalanceAt fifth = all.get(4);
    assertThat(
            ledger.snapshots.daily(
                accounts(),
                Instant.EPOCH,
                Optional.of(new Place(Objects.requireNonNull(fifth.day()), fifth.account())),
                3))
        .isEqualTo(all.subList(5, 8));
    assertThat(ledger.snapshots.daily(accounts(), fifth.at(), Optional.empty(), 1_000))
        .isEqualTo(all.subList(0, 8));
  }

  @Test
  void stores_a_snapshot_only_of_accounts_that_were_posted_to() {
    LocalDate quiet = LocalDate.ofInstant(BEGIN, ADDIS).plusDays(6);
    assertThat(
            ledger
                .jdbc
                .sql("SELECT count(*) FROM views.balance_snapshot WHERE day = ?")
                .param(quiet)
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(ledger.snapshots.lastClosed())
        .contains(LocalDate.ofInstant(BEGIN, ADDIS).plusDays(9));
    assertThat(ledger.snapshots.firstPosting()).contains(BEGIN);
  }

  @Test
  void makes_the_same_of_it_again() throws Exception {
    List<String> before = ledger.hashes();
    ledger.rebuild().run(Views.ALL, _ -> {});
    assertThat(ledger.hashes()).isEqualTo(before);
  }
}
