package io.griot.core.engine;

import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.LedgerUnavailable;
import io.griot.core.engine.IdempotencyKeys.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** The ledger on the batching command bus. */
final class GroupCommitLedger implements Ledger {

  static final String ACTOR = "actor";
  static final String AUTHENTICATED_BY = "authenticatedBy";
  static final String IDEMPOTENCY_KEY = "idempotencyKey";

  private final BatchingCommandBus bus;
  private final IdempotencyKeys keys;
  private final DataSource dataSource;
  private final int ordersAtOnce;

  /**
   * @param ordersAtOnce how many commands of a run wait for the writer together
   */
  GroupCommitLedger(
      BatchingCommandBus bus, IdempotencyKeys keys, DataSource dataSource, int ordersAtOnce) {
    this.bus = bus;
    this.keys = keys;
    this.dataSource = dataSource;
    this.ordersAtOnce = ordersAtOnce;
  }

  @Override
  public Answer send(LedgerRequest request) {
    Submission submission = Submission.of(order(request));
    bus.submit(List.of(submission));
    return answers(submission).getFirst();
  }

  @Override
  public List<Answer> sendInOrder(List<LedgerRequest> requests) {
    List<Answer> answers = new ArrayList<>(requests.size());
    @Nullable RuntimeException first = null;
    for (int from = 0; from < requests.size(); from += ordersAtOnce) {
      int to = Math.min(from + ordersAtOnce, requests.size());
      List<Submission> submissions =
          requests.subList(from, to).stream().map(each -> Submission.of(order(each))).toList();
      bus.submit(submissions);
      for (Submission submission : submissions) {
        try {
          answers.addAll(answers(submission));
        } catch (LedgerUnavailable e) {
          // What was sent with it ends before anybody is told that the run ended here.
          BatchingCommandBus.all(submissions).exceptionally(_ -> null).join();
          throw e;
        } catch (RuntimeException e) {
          if (first == null) {
            first = e;
          } else {
            first.addSuppressed(e);
          }
        }
      }
    }
    if (first != null) {
      throw first;
    }
    return answers;
  }

  @Override
  public List<Answer> sendAllOrNone(List<LedgerRequest> requests) {
    if (requests.isEmpty()) {
      return List.of();
    }
    Submission submission = Submission.allOrNone(requests.stream().map(this::order).toList());
    bus.submit(List.of(submission));
    return answers(submission);
  }

  @Override
  public Optional<Answer> recall(IdempotencyKey key) {
    try (Connection connection = dataSource.getConnection()) {
      return Optional.ofNullable(keys.find(connection, List.of(key)).get(Name.of(key)))
          .map(kept -> kept.repeat(key));
    } catch (SQLException e) {
      if (Faults.databaseGone(e)) {
        throw new LedgerUnavailable("The ledger's database does not answer", e);
      }
      throw new IllegalStateException("A key cannot be looked up", e);
    }
  }

  private Order order(LedgerRequest request) {
    MetaData metaData =
        MetaData.with(ACTOR, request.requester().actor())
            .and(AUTHENTICATED_BY, request.requester().authenticatedBy());
    IdempotencyKey key = request.key();
    CommandMessage<?> command =
        new GenericCommandMessage<>(
            request.command(), key == null ? metaData : metaData.and(IDEMPOTENCY_KEY, key.key()));
    return new Order(bus.intercepted(command), key);
  }

  private static List<Answer> answers(Submission submission) {
    CompletableFuture<List<Answer>> reply = submission.reply();
    try {
      return reply.join();
    } catch (CompletionException e) {
      Throwable fault = e.getCause();
      throw switch (fault) {
        // Thrown in several threads at once: each gets one of its own.
        case LedgerUnavailable unavailable ->
            unavailable.getCause() == null
                ? new LedgerUnavailable(String.valueOf(unavailable.getMessage()))
                : new LedgerUnavailable(
                    String.valueOf(unavailable.getMessage()), unavailable.getCause());
        case RuntimeException unchecked -> unchecked;
        case Error error -> throw error;
        case null, default -> new IllegalStateException("A command failed", fault);
      };
    }
  }
}
