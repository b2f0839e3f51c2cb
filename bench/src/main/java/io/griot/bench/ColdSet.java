package io.griot.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Transfers over far more wallets than the ledger keeps in memory. */
final class ColdSet {

  private static final int CLIENTS = 512;

  private ColdSet() {}

  /**
   * What it came to.
   *
   * @param openedPerSecond wallets, each with its opening balance
   * @param allInMemory with room for all wallets
   * @param cold with room for the cached ones alone
   */
  record Figures(
      int wallets,
      int cachedAccounts,
      double openedPerSecond,
      Load.Figures allInMemory,
      Load.Figures cold) {

    double ratio() {
      return cold.transfersPerSecond() / allInMemory.transfersPerSecond();
    }
  }

  static Figures measure(Postgres postgres, Choices choices, Consumer<String> notes)
      throws SQLException, InterruptedException {
    int wallets = choices.coldWallets();
    Database database = postgres.createDatabase("cold");
    notes.accept("Opening %,d wallets".formatted(wallets));
    long start = System.nanoTime();
    // Twice the room: what is evicted at the brim is left to the cache.
    InProcess ledger = InProcess.on(database, wallets, 2L * wallets);
    try {
      double openedPerSecond = wallets / ((System.nanoTime() - start) / 1e9);
      notes.accept("Using each of them once");
      ledger.touchAll();
      Load.Figures allInMemory = measure(ledger, choices, "all in memory", notes);
      ledger = ledger.restarted(database, choices.coldCachedAccounts());
      Load.Figures cold = measure(ledger, choices, "cold", notes);
      return new Figures(wallets, choices.coldCachedAccounts(), openedPerSecond, allInMemory, cold);
    } finally {
      ledger.close();
    }
  }

  private static Load.Figures measure(
      InProcess ledger, Choices choices, String load, Consumer<String> notes)
      throws InterruptedException {
    List<Load.Figures> rounds = new ArrayList<>();
    for (int round = 1; round <= choices.rounds(); round++) {
      notes.accept(
          "Round %d of %d: %,d wallets, %s"
              .formatted(round, choices.rounds(), choices.coldWallets(), load));
      // As long a warm-up as the measurement: the ledger starts with nothing in memory.
      rounds.add(Load.run(CLIENTS, 1, choices.measured(), choices.measured(), ledger::even));
    }
    return Rounds.median(rounds, Load.Figures::transfersPerSecond);
  }
}
