package io.griot.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.bench.SetBased.Asked;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MovingMoneyBySetsTest {

  private static final int WALLETS = 10;
  private static final long BALANCE = 100;

  private final EmptyDatabase empty = EmptyDatabase.create();
  private SetBased sql;

  @BeforeEach
  void makeTables() throws SQLException {
    sql = SetBased.on(empty.database(), 4, WALLETS, BALANCE);
  }

  @AfterEach
  void close() {
    sql.close();
  }

  @Test
  void an_account_that_comes_up_several_times_ends_with_the_sum() throws SQLException {
    assertThat(sql.transferAll(List.of(ask(0, 1, 30), ask(1, 2, 20), ask(0, 2, 5), ask(2, 0, 1))))
        .isEqualTo(4);

    assertThat(balances()).startsWith(100L - 30 - 5 + 1, 100L + 30 - 20, 100L + 20 + 5 - 1, 100L);
  }

  @Test
  void a_balance_may_reach_zero() throws SQLException {
    assertThat(sql.transferAll(List.of(ask(0, 1, 60), ask(0, 2, 40)))).isEqualTo(2);
    assertThat(balances()).startsWith(0L, 160L, 140L);
  }

  @Test
  void a_balance_below_zero_undoes_all() {
    assertThatThrownBy(() -> sql.transferAll(List.of(ask(3, 4, 7), ask(0, 1, 60), ask(0, 2, 41))))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("account_balance_check");

    assertThat(balances()).containsOnly(BALANCE);
    assertThat(empty.number("SELECT count(*) FROM event")).isZero();
    assertThat(empty.number("SELECT count(*) FROM idempotency_key")).isZero();
    assertThat(empty.number("SELECT position FROM head")).isZero();
  }

  @Test
  void an_account_that_is_not_there_undoes_all() {
    assertThatThrownBy(() -> sql.transferAll(List.of(ask(0, 1, 1), ask(0, WALLETS, 1))))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("does not exist");

    assertThat(balances()).containsOnly(BALANCE);
  }

  @Test
  void it_writes_three_events_and_a_key_a_transfer_and_one_seal_a_call() throws SQLException {
    sql.batch(50, new Random(1));
    sql.batch(30, new Random(2));

    assertThat(empty.number("SELECT count(*) FROM event")).isEqualTo(3 * 80);
    assertThat(empty.number("SELECT count(*) FROM event WHERE type = 'EntryPosted'")).isEqualTo(80);
    assertThat(empty.number("SELECT count(*) FROM idempotency_key")).isEqualTo(80);
    assertThat(empty.number("SELECT count(*) FROM seal")).isEqualTo(2);
    assertThat(empty.number("SELECT position FROM head")).isEqualTo(3 * 80);
  }

  @Test
  void positions_and_the_sequences_of_streams_have_no_gaps() throws SQLException {
    sql.batch(50, new Random(1));
    sql.batch(30, new Random(2));

    assertThat(empty.number("SELECT max(position) FROM event")).isEqualTo(3 * 80);
    assertThat(
            empty.number(
                """
                SELECT count(*) FROM (
                    SELECT stream FROM event GROUP BY stream
                    HAVING max(sequence) - min(sequence) + 1 <> count(*)
                        OR min(sequence) <> CASE WHEN stream LIKE 'entry:%' THEN 0 ELSE 1 END) AS broken
                """))
        .isZero();
  }

  @Test
  void each_seal_hashes_the_one_before_and_its_events() throws SQLException {
    sql.batch(5, new Random(1));
    sql.batch(5, new Random(2));

    assertThat(
            empty.number(
                """
                SELECT count(*) FROM seal WHERE hash = (
                    SELECT sha256(seal.previous || string_agg(record_send(event), ''::bytea ORDER BY position))
                    FROM event WHERE position BETWEEN first_position AND last_position)
                """))
        .isEqualTo(2);
    assertThat(
            empty.number(
                "SELECT count(*) FROM seal one JOIN seal next ON next.previous = one.hash"))
        .isEqualTo(1);
    assertThat(empty.number("SELECT count(*) FROM head JOIN seal USING (hash)")).isEqualTo(1);
  }

  @Test
  void a_key_that_is_known_moves_nothing_again() throws SQLException {
    Asked first = ask(0, 1, 30);
    sql.transferAll(List.of(first));

    assertThat(sql.transferAll(List.of(first, ask(1, 2, 5)))).isEqualTo(1);
    assertThat(sql.transferAll(List.of(first))).isZero();
    assertThat(balances()).startsWith(70L, 125L, 105L);
    assertThat(empty.number("SELECT count(*) FROM event")).isEqualTo(6);
    assertThat(empty.number("SELECT count(*) FROM seal")).isEqualTo(2);
  }

  @Test
  void callers_at_once_neither_deadlock_nor_lose_money() throws InterruptedException {
    Load.times(4, 40, (_, random) -> sql.batch(20, random));

    assertThat(balances().stream().mapToLong(Long::longValue).sum()).isEqualTo(WALLETS * BALANCE);
    assertThat(empty.number("SELECT max(position) - count(*) FROM event")).isZero();
    assertThat(empty.number("SELECT count(*) FROM seal")).isEqualTo(40);
  }

  /** Or SQL would write less than what it is the ceiling of. */
  @Test
  void its_rows_are_as_long_as_the_ledgers() throws SQLException {
    EmptyDatabase other = EmptyDatabase.create();
    try (InProcess ledger = InProcess.on(other.database(), 100)) {
      ledger.inOrder(100, new Random(1));
    }
    sql.batch(20, new Random(1));

    for (String bytes :
        List.of(
            "SELECT avg(length(payload)) FROM %s WHERE type = 'EntryPosted' AND position > %d",
            "SELECT avg(length(payload)) FROM %s WHERE type <> 'EntryPosted' AND position > %d",
            "SELECT avg(length(metadata)) FROM %s WHERE position > %d")) {
      // The first events of the ledger open wallets.
      double ledgers = other.number(bytes.formatted("ledger.event", 300));
      assertThat((double) empty.number(bytes.formatted("event", 0)))
          .as(bytes)
          .isBetween(ledgers * 0.95, ledgers * 1.05);
    }
  }

  private static Asked ask(int payer, int payee, long amount) {
    return new Asked(new Pair(payer, payee), amount, Requests.id(), Requests.id().toString());
  }

  private List<Long> balances() {
    return new ArrayList<>(
        empty.jdbc().sql("SELECT balance FROM account ORDER BY id").query(Long.class).list());
  }
}
