package io.griot.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.griot.bench.stock.StockEngine;
import io.griot.core.LedgerRequest;
import io.griot.core.id.WalletId;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The write path on Axon's own command bus and storage: one transaction a command. */
final class Stock implements Contender {

  static final String NAME = "stock Axon path";
  private static final int CONNECTIONS = 16;

  private final HikariDataSource dataSource;
  private final StockEngine engine;
  private final List<WalletId> wallets;

  private Stock(HikariDataSource dataSource, int wallets) {
    this.dataSource = dataSource;
    this.engine = StockEngine.start(dataSource, Clock.systemUTC());
    this.wallets = Stream.generate(() -> new WalletId(Requests.id())).limit(wallets).toList();
  }

  static Stock on(Database database, int wallets) throws SQLException {
    HikariDataSource dataSource = database.pool(CONNECTIONS);
    Database.execute(dataSource, StockEngine.tables());
    Stock stock = new Stock(dataSource, wallets);
    List<LedgerRequest> openings = stock.wallets.stream().map(Requests::open).toList();
    stock.engine.sendInOrder(openings).forEach(Requests::requireAccepted);
    return stock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void even(int client, RandomGenerator random) {
    transfer(Pair.even(wallets.size(), random));
  }

  @Override
  public void hot(int client, RandomGenerator random) {
    transfer(Pair.hot(wallets.size(), random));
  }

  private void transfer(Pair pair) {
    Requests.requireAccepted(
        engine.send(Requests.transfer(wallets.get(pair.payer()), wallets.get(pair.payee()))));
  }

  @Override
  public void close() {
    engine.close();
    dataSource.close();
  }
}
