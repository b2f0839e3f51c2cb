package io.griot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.projection.Views;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MovingMoneyInProcessTest {

  private static final int WALLETS = 21;
  private static final int OPENINGS = WALLETS * 3;

  private final EmptyDatabase empty = EmptyDatabase.create();

  @Test
  void every_way_of_sending_writes_three_events_and_a_key_a_transfer() throws InterruptedException {
    try (InProcess ledger = InProcess.on(empty.database(), WALLETS)) {
      assertEvents(OPENINGS);

      ledger.even(0, new Random(1));
      ledger.hot(0, new Random(1));
      assertEvents(OPENINGS + 2 * 3);

      ledger.inOrder(10, new Random(2));
      ledger.allOrNone(10, new Random(3));
      assertEvents(OPENINGS + 22 * 3);
      assertThat(empty.number("SELECT count(*) FROM ledger.idempotency_key")).isEqualTo(22);

      Load.times(8, 30, ledger::hot);
      assertEvents(OPENINGS + 52 * 3);
    }
  }

  @Test
  void all_hot_transfers_debit_one_wallet() throws InterruptedException {
    try (InProcess ledger = InProcess.on(empty.database(), WALLETS)) {
      Load.times(1, 5, ledger::hot);
    }

    assertThat(
            empty.number(
                "SELECT count(DISTINCT stream) FROM ledger.event WHERE type = 'WalletDebited'"))
        .isEqualTo(1);
  }

  @Test
  void every_wallet_is_used_when_all_are_touched() {
    try (InProcess ledger = InProcess.on(empty.database(), WALLETS)) {
      ledger.touchAll();
    }

    assertThat(
            empty.number(
                "SELECT count(DISTINCT stream) FROM ledger.event WHERE type LIKE 'Wallet%' AND position > "
                    + OPENINGS))
        .isEqualTo(WALLETS);
  }

  @Test
  void a_restarted_ledger_goes_on_with_the_same_wallets() {
    InProcess ledger = InProcess.on(empty.database(), WALLETS);
    try {
      ledger.even(0, new Random(1));
      ledger = ledger.restarted(empty.database(), 2);
      ledger.inOrder(40, new Random(2));
    } finally {
      ledger.close();
    }

    assertEvents(OPENINGS + 41 * 3);
  }

  @Test
  void the_views_are_made_from_what_was_written() throws Exception {
    try (InProcess ledger = InProcess.on(empty.database(), WALLETS)) {
      ledger.inOrder(10, new Random(1));

      assertThat(ledger.rebuild().run(Views.ALL, _ -> {}).events()).isEqualTo(OPENINGS + 10 * 3);
    }

    assertThat(empty.number("SELECT count(*) FROM views.entry")).isEqualTo(WALLETS + 10);
    assertThat(empty.number("SELECT sum(posted)::bigint FROM views.account")).isZero();
  }

  private void assertEvents(int expected) {
    assertThat(empty.number("SELECT count(*) FROM ledger.event")).isEqualTo(expected);
  }
}
