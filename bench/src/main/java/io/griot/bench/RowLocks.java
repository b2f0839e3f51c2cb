package io.griot.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.random.RandomGenerator;

/** Plain SQL: a function that locks both rows, one transaction a transfer. */
final class RowLocks implements Contender {

  private final HikariDataSource dataSource;
  private final int connections;
  private final int wallets;

  private RowLocks(HikariDataSource dataSource, int connections, int wallets) {
    this.dataSource = dataSource;
    this.connections = connections;
    this.wallets = wallets;
  }

  static RowLocks on(Database database, int connections, int wallets) throws SQLException {
    HikariDataSource dataSource = database.pool(connections);
    Database.execute(
        dataSource,
        Database.script("row-locks.sql"),
        "INSERT INTO account SELECT n, 1000000000000 FROM generate_series(0, %d) n"
            .formatted(wallets - 1),
        "VACUUM ANALYZE account");
    return new RowLocks(dataSource, connections, wallets);
  }

  /** How it is called over so many connections. */
  static String name(int connections) {
    return "sql row locks, %d connections".formatted(connections);
  }

  @Override
  public String name() {
    return name(connections);
  }

  @Override
  public void even(int client, RandomGenerator random) throws SQLException {
    transfer(Pair.even(wallets, random));
  }

  @Override
  public void hot(int client, RandomGenerator random) throws SQLException {
    transfer(Pair.hot(wallets, random));
  }

  private void transfer(Pair pair) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement("SELECT transfer(?, ?, 1)")) {
      statement.setLong(1, pair.payer());
      statement.setLong(2, pair.payee());
      statement.executeQuery().close();
    }
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
