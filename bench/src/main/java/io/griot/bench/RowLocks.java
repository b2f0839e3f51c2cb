package io.griot.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Plain SQL: a function that locks both rows, one transaction a transfer. */
final class RowLocks implements Contender {

  private static final int CONNECTIONS = 16;
  private final HikariDataSource dataSource;

  private RowLocks(HikariDataSource dataSource) {
    this.dataSource = dataSource;
  }

  static RowLocks on(DurablePostgres postgres) throws SQLException, IOException {
    HikariDataSource dataSource =
        DurablePostgres.pool(postgres.createDatabase("row_locks"), CONNECTIONS);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        InputStream script = RowLocks.class.getResourceAsStream("/db/bench/row-locks.sql")) {
      statement.execute(
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
      statement.execute(
          "INSERT INTO account SELECT n, 1000000000000 FROM generate_series(0, %d) n"
              .formatted(WALLETS - 1));
      statement.execute("VACUUM ANALYZE account");
    }
    return new RowLocks(dataSource);
  }

  @Override
  public String name() {
    return "sql row locks";
  }

  @Override
  public void even(int client, RandomGenerator random) throws SQLException {
    int payer = random.nextInt(WALLETS);
    transfer(payer, (payer + 1 + random.nextInt(WALLETS - 1)) % WALLETS);
  }

  @Override
  public void hot(int client, RandomGenerator random) throws SQLException {
    transfer(0, 1 + random.nextInt(WALLETS - 1));
  }

  private void transfer(int payer, int payee) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement("SELECT transfer(?, ?, 1)")) {
      statement.setLong(1, payer);
      statement.setLong(2, payee);
      statement.executeQuery().close();
    }
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
