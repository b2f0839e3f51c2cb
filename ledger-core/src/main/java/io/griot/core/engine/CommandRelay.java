package io.griot.core.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.LedgerUnavailable;
import io.griot.core.Requester;
import io.griot.core.bill.BillPaymentCommand;
import io.griot.core.engine.IdempotencyKeys.Kept;
import io.griot.core.engine.IdempotencyKeys.Name;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.axonframework.common.IdentifierFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes what was learned of payments to the process that writes, from those that do not.
 *
 * <p>A command is a row of a table; whoever writes takes it, under the row's identifier as its
 * idempotency key, and the sender finds the answer that is kept under that key. So a command is
 * carried out once, whoever dies in between, and needs no address of the other process.
 */
public final class CommandRelay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CommandRelay.class);

  private static final String SCOPE = "relay";
  private static final int COMMANDS_AT_ONCE = 500;
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);
  private static final String TROUBLE =
      "Commands cannot be passed on; trying again until they can.";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DataSource dataSource;
  private final ObjectMapper json = LedgerJson.mapper();
  private final IdempotencyKeys keys = new IdempotencyKeys(json);
  private final Map<IdempotencyKey, CompletableFuture<Answer>> awaited = new ConcurrentHashMap<>();
  private final List<Poller> pollers = new ArrayList<>();

  public CommandRelay(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Begins to look for answers to what is sent here. */
  public synchronized void startSending() {
    start(new Poller("relay-answers", LOOK_INTERVAL, TROUBLE, this::fetchAnswers));
  }

  /**
   * Begins to carry out what others send, while this process writes.
   *
   * @param writes whether it does now
   */
  public synchronized void startReceiving(Ledger ledger, BooleanSupplier writes) {
    start(
        new Poller(
            "relay-commands",
            LOOK_INTERVAL,
            TROUBLE,
            () -> writes.getAsBoolean() && carryOut(ledger)));
  }

  private void start(Poller poller) {
    pollers.add(poller);
    poller.start();
  }

  /**
   * Sends a command to whoever writes and waits for the answer, up to ten seconds.
   *
   * @throws LedgerUnavailable if there is none: the command may still be carried out
   */
  public Answer send(BillPaymentCommand command, Requester requester) {
    UUID id = UUID.fromString(IdentifierFactory.getInstance().generateIdentifier());
    IdempotencyKey key = key(id);
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    awaited.put(key, answer);
    try {
      post(id, command, requester);
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (SQLException e) {
      throw new LedgerUnavailable("The ledger's database does not answer", e);
    } catch (TimeoutException e) {
      throw new LedgerUnavailable("No process answered that writes", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("No answer is ever a fault", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerUnavailable("Interrupted while another process wrote", e);
    } finally {
      awaited.remove(key);
    }
  }

  @Override
  public synchronized void close() {
    pollers.forEach(Poller::close);
  }

  private static IdempotencyKey key(UUID id) {
    return new IdempotencyKey(SCOPE, id.toString(), SCOPE);
  }

  private void post(UUID id, BillPaymentCommand command, Requester requester) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                INSERT INTO tasks.relayed_command
                       (id, type, command, actor, authenticated_by, sent_at)
                VALUES (?, ?, ?, ?, ?, now())\
                """)) {
      statement.setObject(1, id);
      statement.setString(2, command.getClass().getSimpleName());
      statement.setBytes(3, json.writeValueAsBytes(command));
      statement.setString(4, requester.actor());
      statement.setString(5, requester.authenticatedBy());
      statement.executeUpdate();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(command + " cannot be passed on", e);
    }
  }

  private boolean fetchAnswers() throws SQLException {
    List<IdempotencyKey> asked = List.copyOf(awaited.keySet());
    if (asked.isEmpty()) {
      return false;
    }
    Map<Name, Kept> found;
    try (Connection connection = dataSource.getConnection()) {
      found = keys.find(connection, asked);
    }
    for (IdempotencyKey key : asked) {
      Kept kept = found.get(Name.of(key));
      CompletableFuture<Answer> answer = awaited.get(key);
      if (kept != null && answer != null) {
        answer.complete(kept.answer());
      }
    }
    return false;
  }

  /**
   * A row.
   *
   * @param request null if it cannot be read: its sender's task tries again
   */
  private record Relayed(UUID id, @Nullable LedgerRequest request) {}

  private boolean carryOut(Ledger ledger) throws SQLException {
    List<Relayed> waiting = waiting();
    if (waiting.isEmpty()) {
      return false;
    }
    try {
      // Their answers are kept under their keys, where the senders look.
      ledger.sendInOrder(waiting.stream().map(Relayed::request).filter(Objects::nonNull).toList());
    } catch (LedgerUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      // The others were carried out. Its sender is told nothing, and its task tries again.
      LOG.error("A command that was passed on failed.", e);
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("DELETE FROM tasks.relayed_command WHERE id = ANY (?)")) {
      statement.setArray(
          1, connection.createArrayOf("uuid", waiting.stream().map(Relayed::id).toArray()));
      statement.executeUpdate();
    }
    return waiting.size() == COMMANDS_AT_ONCE;
  }

  private List<Relayed> waiting() throws SQLException {
    List<Relayed> waiting = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT id, type, command, actor, authenticated_by FROM tasks.relayed_command
                 ORDER BY id LIMIT ?\
                """)) {
      statement.setInt(1, COMMANDS_AT_ONCE);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          UUID id = row.getObject(1, UUID.class);
          BillPaymentCommand command = read(row.getString(2), row.getBytes(3));
          Requester requester = new Requester(row.getString(4), row.getString(5));
          waiting.add(
              new Relayed(
                  id, command == null ? null : new LedgerRequest(command, requester, key(id))));
        }
      }
    }
    return waiting;
  }

  private @Nullable BillPaymentCommand read(String type, byte[] command) {
    try {
      return json.readValue(command, RelayedCommands.classOf(type));
    } catch (IOException | IllegalArgumentException e) {
      LOG.error("A command that was passed on as {} cannot be read, and is dropped.", type, e);
      return null;
    }
  }
}
