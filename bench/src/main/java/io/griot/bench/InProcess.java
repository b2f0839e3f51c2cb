package io.griot.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.engine.LedgerEngine;
import io.griot.core.id.WalletId;
import io.griot.projection.ProjectionsConfiguration;
import io.griot.projection.rebuild.Rebuild;
import io.griot.projection.snapshot.SnapshotFinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.axonframework.config.Configuration;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The ledger called in this process, each transfer with an idempotency key. */
final class InProcess implements Contender {

  static final String NAME = "griot in process";
  static final String WITHOUT_OVERLAP = "griot without overlap";
  private static final int CONNECTIONS = 16;
  private static final int OPENED_AT_ONCE = 10_000;

  private final String name;
  private final HikariDataSource dataSource;
  private final Configuration configuration;
  private final Ledger ledger;
  private final List<WalletId> wallets;

  private InProcess(
      String name,
      HikariDataSource dataSource,
      LedgerEngine.Settings settings,
      List<WalletId> wallets) {
    this.name = name;
    this.dataSource = dataSource;
    this.wallets = wallets;
    configuration =
        LedgerEngine.writing(
                dataSource, new JdbcTransactionManager(dataSource), Clock.systemUTC(), settings)
            .start();
    ledger = LedgerEngine.ledger(configuration);
  }

  /** Makes the tables, starts the ledger as it is by default, and opens wallets. */
  static InProcess on(Database database, int wallets) {
    return on(NAME, database, wallets, LedgerEngine.Settings.defaults());
  }

  /**
   * Makes the tables, starts the ledger and opens wallets.
   *
   * @param cachedAccounts how many it keeps in memory
   */
  static InProcess on(Database database, int wallets, long cachedAccounts) {
    return on(
        NAME,
        database,
        wallets,
        LedgerEngine.Settings.defaults().withCachedAggregates(cachedAccounts));
  }

  /** The same, but nothing is decided while something commits. */
  static InProcess withoutOverlap(Database database, int wallets) {
    return on(
        WITHOUT_OVERLAP, database, wallets, LedgerEngine.Settings.defaults().withOverlap(false));
  }

  private static InProcess on(
      String name, Database database, int wallets, LedgerEngine.Settings settings) {
    HikariDataSource dataSource = database.pool(CONNECTIONS);
    Database.migrate(dataSource, "ledger");
    Database.migrate(dataSource, "views");
    InProcess opened = new InProcess(name, dataSource, settings, new ArrayList<>(wallets));
    opened.open(wallets);
    return opened;
  }

  /** What writes this ledger's events, without a database. */
  static Serializer serializer() {
    try (HikariDataSource nowhere = new HikariDataSource()) {
      return LedgerEngine.reading(nowhere, new JdbcTransactionManager(nowhere))
          .buildConfiguration()
          .eventSerializer();
    }
  }

  /**
   * Ends this ledger and starts another on what it wrote, with nothing in memory.
   *
   * @param cachedAccounts how many the other keeps in memory
   */
  InProcess restarted(Database database, long cachedAccounts) {
    close();
    return new InProcess(
        name,
        database.pool(CONNECTIONS),
        LedgerEngine.Settings.defaults().withCachedAggregates(cachedAccounts),
        wallets);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void even(int client, RandomGenerator random) {
    Requests.requireAccepted(ledger.send(transfer(Pair.even(wallets.size(), random))));
  }

  @Override
  public void hot(int client, RandomGenerator random) {
    Requests.requireAccepted(ledger.send(transfer(Pair.hot(wallets.size(), random))));
  }

  /** So many transfers, each by itself, sent by one call. */
  void inOrder(int size, RandomGenerator random) {
    ledger.sendInOrder(transfers(size, random)).forEach(Requests::requireAccepted);
  }

  /** So many transfers in one commit. */
  void allOrNone(int size, RandomGenerator random) {
    ledger.sendAllOrNone(transfers(size, random)).forEach(Requests::requireAccepted);
  }

  /** Uses every wallet once, in order, so that those for which there is room are in memory. */
  void touchAll() {
    for (int from = 0; from < wallets.size(); from += OPENED_AT_ONCE) {
      List<LedgerRequest> requests = new ArrayList<>();
      for (int payer = from; payer < Math.min(from + OPENED_AT_ONCE, wallets.size()); payer += 2) {
        requests.add(transfer(new Pair(payer, (payer + 1) % wallets.size())));
      }
      ledger.sendInOrder(requests).forEach(Requests::requireAccepted);
    }
  }

  /** The wallet that {@link #hot} transfers and those below debit. */
  WalletId hotWallet() {
    return wallets.getFirst();
  }

  /** So many transfers from one wallet, one of so many back-dated by at most so long. */
  void inOrder(int size, RandomGenerator random, int backdated, Duration longestAgo) {
    List<LedgerRequest> requests = new ArrayList<>(size);
    Instant now = Instant.now();
    for (int number = 0; number < size; number++) {
      Pair pair = Pair.hot(wallets.size(), random);
      Instant effectiveAt =
          number % backdated == 0 ? now.minusNanos(random.nextLong(longestAgo.toNanos())) : null;
      requests.add(
          Requests.transfer(wallets.get(pair.payer()), wallets.get(pair.payee()), effectiveAt));
    }
    ledger.sendInOrder(requests).forEach(Requests::requireAccepted);
  }

  /** Finds what wallets held, in the views as a rebuild left them. */
  SnapshotFinder snapshots() {
    return new SnapshotFinder(dataSource);
  }

  /** Makes the views anew from what this ledger wrote. */
  Rebuild rebuild() {
    return ProjectionsConfiguration.rebuild(configuration, dataSource);
  }

  @Override
  public void close() {
    configuration.shutdown();
    dataSource.close();
  }

  private void open(int number) {
    for (int from = 0; from < number; from += OPENED_AT_ONCE) {
      List<LedgerRequest> requests = new ArrayList<>();
      for (int wallet = from; wallet < Math.min(from + OPENED_AT_ONCE, number); wallet++) {
        WalletId walletId = new WalletId(Requests.id());
        wallets.add(walletId);
        requests.add(Requests.open(walletId));
      }
      ledger.sendInOrder(requests).forEach(Requests::requireAccepted);
    }
  }

  private List<LedgerRequest> transfers(int size, RandomGenerator random) {
    List<LedgerRequest> requests = new ArrayList<>(size);
    for (int number = 0; number < size; number++) {
      requests.add(transfer(Pair.even(wallets.size(), random)));
    }
    return requests;
  }

  private LedgerRequest transfer(Pair pair) {
    return Requests.transfer(wallets.get(pair.payer()), wallets.get(pair.payee()));
  }
}
