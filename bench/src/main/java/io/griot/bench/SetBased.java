package io.griot.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Plain SQL at its best: many transfers in one statement that writes as much as the ledger. */
final class SetBased implements AutoCloseable {

  static final String NAME = "sql set-based";

  /** How long what the ledger writes for a transfer is; the content is filler. */
  static final int ENTRY_BYTES = 542;

  static final int WALLET_BYTES = 156;
  static final int METADATA_BYTES = 208;
  static final int ANSWER_BYTES = 423;

  private static final int EVENTS_PER_TRANSFER = 3;
  private static final String SCOPE = "bench";

  private final HikariDataSource dataSource;
  private final int wallets;

  private SetBased(HikariDataSource dataSource, int wallets) {
    this.dataSource = dataSource;
    this.wallets = wallets;
  }

  /**
   * Makes its tables and wallets.
   *
   * @param callers how many will call at once
   * @param balance what each wallet holds
   */
  static SetBased on(Database database, int callers, int wallets, long balance)
      throws SQLException {
    HikariDataSource dataSource = database.pool(callers);
    Database.execute(
        dataSource,
        Database.script("set-based.sql"),
        "INSERT INTO account SELECT n, 'wallet:' || gen_random_uuid(), 0, %d FROM generate_series(0, %d) n"
            .formatted(balance, wallets - 1),
        "VACUUM ANALYZE account");
    return new SetBased(dataSource, wallets);
  }

  /** A transfer to make, under its own idempotency key. */
  record Asked(Pair pair, long amount, UUID entry, String key) {}

  /** So many transfers between wallets taken at random. */
  void batch(int size, RandomGenerator random) throws SQLException {
    List<Asked> asked = new ArrayList<>(size);
    for (int index = 0; index < size; index++) {
      asked.add(new Asked(Pair.even(wallets, random), 1, Requests.id(), Requests.id().toString()));
    }
    long moved = transferAll(asked);
    if (moved != size) {
      throw new IllegalStateException("Of %d transfers %d were made".formatted(size, moved));
    }
  }

  /** Makes all of them or none, but for those whose key is known; returns how many it made. */
  long transferAll(List<Asked> asked) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT transfer_all(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      statement.setArray(
          1,
          connection.createArrayOf(
              "bigint", asked.stream().map(each -> (long) each.pair().payer()).toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "bigint", asked.stream().map(each -> (long) each.pair().payee()).toArray()));
      statement.setArray(
          3, connection.createArrayOf("bigint", asked.stream().map(Asked::amount).toArray()));
      statement.setArray(
          4, connection.createArrayOf("uuid", asked.stream().map(Asked::entry).toArray()));
      statement.setArray(
          5,
          connection.createArrayOf(
              "uuid",
              Stream.generate(Requests::id)
                  .limit((long) asked.size() * EVENTS_PER_TRANSFER)
                  .toArray()));
      statement.setString(6, SCOPE);
      statement.setArray(
          7, connection.createArrayOf("text", asked.stream().map(Asked::key).toArray()));
      statement.setInt(8, ENTRY_BYTES);
      statement.setInt(9, WALLET_BYTES);
      statement.setInt(10, METADATA_BYTES);
      statement.setInt(11, ANSWER_BYTES);
      try (ResultSet moved = statement.executeQuery()) {
        moved.next();
        return moved.getLong(1);
      }
    }
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
