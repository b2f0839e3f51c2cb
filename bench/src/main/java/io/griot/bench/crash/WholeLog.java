package io.griot.bench.crash;

import io.griot.core.engine.LogRow;
import io.griot.core.engine.SealDigest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log read from its first event to its last: whether its chain, its positions, its sequences,
 * its times and its money hold together, what stands in it under which key, and what the views
 * should say.
 */
final class WholeLog {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ROWS_AT_ONCE = 2_000;

  private final Tally tally;
  private final Deque<Seal> seals = new ArrayDeque<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Totals> accounts = new TreeMap<>();
  private final Map<String, List<Posted>> postedByKey = new HashMap<>();
  private final Set<String> keptKeys = new HashSet<>();
  private final List<String> postings = new ArrayList<>();
  private final List<String> entries = new ArrayList<>();
  private long position;
  private long recordedAt;
  private byte[] hash = SealDigest.beforeTheFirst();
  private @Nullable SealDigest digest;

  /** One commit's row. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Seal(long first, long last, long sealedAt, byte[] previous, byte[] hash) {}

  /** An entry that stands in the log. */
  record Posted(String entryId, String from, String to, long minorUnits) {}

  private static final class Totals {
    private String currency = "";
    private String reference = "";
    private BigDecimal debits = BigDecimal.ZERO;
    private BigDecimal credits = BigDecimal.ZERO;

    BigDecimal posted() {
      return credits.subtract(debits);
    }
  }

  private WholeLog(Tally tally) {
    this.tally = tally;
  }

  /** Reads it, and reports what does not hold. */
  static WholeLog read(Connection connection, Tally tally) throws SQLException {
    WholeLog log = new WholeLog(tally);
    int isolation = connection.getTransactionIsolation();
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    try {
      log.readSeals(connection);
      log.readEvents(connection);
      log.readHead(connection);
      log.readKeys(connection);
    } finally {
      connection.rollback();
      // Or whoever looks on here sees the same snapshot for ever.
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(isolation);
    }
    return log;
  }

  long head() {
    return position;
  }

  /** What transfers under a key left in the log: one, or there is something wrong. */
  List<Posted> posted(String key) {
    return postedByKey.getOrDefault(key, List.of());
  }

  /** The keys of all entries, and of all answers that are kept. */
  Set<String> keys() {
    Set<String> keys = new HashSet<>(keptKeys);
    keys.addAll(postedByKey.keySet());
    return keys;
  }

  boolean keeps(String key) {
    return keptKeys.contains(key);
  }

  /** What {@code views.posting} should hold, in the order of position and line. */
  List<String> postings() {
    return postings;
  }

  /** What {@code views.entry} should hold, in the order of position. */
  List<String> entries() {
    return entries;
  }

  /** What {@code views.account} should hold, in the order of account. */
  List<String> accounts() {
    return accounts.entrySet().stream()
        .map(
            account -> {
              Totals totals = account.getValue();
              return String.join(
                  "|",
                  account.getKey(),
                  totals.currency,
                  totals.debits.toPlainString(),
                  totals.credits.toPlainString(),
                  totals.posted().toPlainString(),
                  totals.reference);
            })
        .toList();
  }

  private void readSeals(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT first_position, last_position,
                       (extract(epoch FROM sealed_at) * 1000000)::bigint, previous, hash
                  FROM ledger.seal ORDER BY last_position
                """)) {
      while (row.next()) {
        seals.add(
            new Seal(
                row.getLong(1), row.getLong(2), row.getLong(3), row.getBytes(4), row.getBytes(5)));
      }
    }
  }

  private void readEvents(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet row =
          statement.executeQuery(
              """
              SELECT position, event_id::text, stream, sequence, type, revision,
                     (extract(epoch FROM recorded_at) * 1000000)::bigint, payload, metadata
                FROM ledger.event ORDER BY position
              """)) {
        while (row.next()) {
          take(
              new LogRow(
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  row.getLong(4),
                  row.getString(5),
                  row.getString(6),
                  row.getLong(7),
                  row.getBytes(8),
                  row.getBytes(9)));
        }
      }
    }
    require(seals.isEmpty(), () -> "there are seals behind the last event, %d".formatted(position));
  }

  private void take(LogRow row) {
    require(
        row.position() == position + 1,
        () -> "position %d follows %d".formatted(row.position(), position));
    position = row.position();
    require(
        row.recordedAtMicroseconds() >= recordedAt,
        () -> "time goes back at position %d".formatted(position));
    recordedAt = row.recordedAtMicroseconds();
    long expected = sequences.getOrDefault(row.stream(), -1L) + 1;
    require(
        row.sequence() == expected,
        () ->
            "%s has number %d for %d at position %d"
                .formatted(row.stream(), row.sequence(), expected, position));
    sequences.put(row.stream(), row.sequence());
    seal(row);
    switch (row.type()) {
      case "EntryPosted" -> post(row);
      case "WalletOpened" -> open(JSON.readTree(row.payload()));
      default -> {
        // The entry says what these say.
      }
    }
  }

  private void seal(LogRow row) {
    Seal seal = seals.peek();
    if (seal == null) {
      tally.broken("position " + position + " is not sealed");
      return;
    }
    if (digest == null) {
      require(seal.first() == position, () -> "position %d begins no seal".formatted(position));
      require(
          Arrays.equals(seal.previous(), hash),
          () -> "the chain forks at position %d".formatted(position));
      digest = new SealDigest(seal.previous());
    }
    digest.add(row);
    require(
        seal.sealedAt() == recordedAt,
        () -> "position %d is older than its seal".formatted(position));
    if (position >= seal.last()) {
      hash = digest.hash();
      require(
          Arrays.equals(seal.hash(), hash),
          () -> "the seal of position %d is broken".formatted(position));
      digest = null;
      seals.remove();
    }
  }

  private void open(JsonNode payload) {
    Totals totals = account(payload.required("walletId").asString());
    totals.currency = payload.required("currency").asString();
    totals.reference = payload.path("externalReference").asString("");
  }

  private void post(LogRow row) {
    JsonNode payload = JSON.readTree(row.payload());
    String entryId = payload.required("entryId").asString();
    Map<String, BigDecimal> sums = new HashMap<>();
    int line = 0;
    for (JsonNode posting : payload.required("postings")) {
      line++;
      String account = posting.required("account").asString();
      String side = posting.required("side").asString();
      BigDecimal amount = posting.required("amount").required("minorUnits").decimalValue();
      String currency = posting.required("amount").required("currency").asString();
      Totals totals = account(account);
      totals.currency = currency;
      if (side.equals("CREDIT")) {
        totals.credits = totals.credits.add(amount);
        sums.merge(currency, amount, BigDecimal::add);
      } else {
        totals.debits = totals.debits.add(amount);
        sums.merge(currency, amount.negate(), BigDecimal::add);
      }
      require(
          !account.startsWith("wallet:") || totals.posted().signum() >= 0,
          () -> "%s is below zero at position %d".formatted(account, position));
      postings.add(
          String.join(
              "|",
              Long.toString(position),
              Integer.toString(line),
              entryId,
              account,
              side,
              amount.toPlainString(),
              currency,
              totals.posted().toPlainString()));
    }
    sums.forEach(
        (currency, sum) ->
            require(sum.signum() == 0, () -> "%s is not balanced".formatted(entryId)));
    payload
        .required("balancesAfter")
        .propertyStream()
        .forEach(
            after ->
                require(
                    after
                            .getValue()
                            .required("minorUnits")
                            .decimalValue()
                            .compareTo(account(after.getKey()).posted())
                        == 0,
                    () ->
                        "%s says another balance of %s than the log"
                            .formatted(entryId, after.getKey())));
    String from = payload.required("postings").required(0).required("account").asString();
    String to = payload.required("postings").required(1).required("account").asString();
    JsonNode amount = payload.required("postings").required(0).required("amount");
    String kind = payload.required("kind").asString();
    entries.add(
        String.join(
            "|",
            Long.toString(position),
            entryId,
            kind,
            from,
            to,
            amount.required("minorUnits").asString(),
            amount.required("currency").asString(),
            payload.required("remarks").asString()));
    String key =
        JSON.readTree(new String(row.metadata(), StandardCharsets.UTF_8))
            .path("idempotencyKey")
            .asString("");
    if (!key.isEmpty()) {
      postedByKey
          .computeIfAbsent(key, _ -> new ArrayList<>())
          .add(new Posted(entryId, from, to, amount.required("minorUnits").asLong()));
    } else {
      require(!kind.equals("p2p"), () -> "%s was posted without a key".formatted(entryId));
    }
  }

  private void readHead(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT position, hash, (extract(epoch FROM recorded_at) * 1000000)::bigint
                  FROM ledger.head
                """)) {
      require(
          row.next()
              && row.getLong(1) == position
              && Arrays.equals(row.getBytes(2), hash)
              && row.getLong(3) == recordedAt,
          () -> "the head is not the end of the log, position %d".formatted(position));
    }
  }

  private void readKeys(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT key FROM ledger.idempotency_key")) {
      while (row.next()) {
        if (!keptKeys.add(row.getString(1))) {
          tally.doubled("the answer under key " + row.getString(1));
        }
      }
    }
  }

  private Totals account(String name) {
    return accounts.computeIfAbsent(name, _ -> new Totals());
  }

  private void require(boolean holds, Supplier<String> message) {
    if (!holds) {
      tally.broken(message.get());
    }
  }
}
