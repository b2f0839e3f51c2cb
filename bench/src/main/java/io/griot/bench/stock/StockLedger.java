package io.griot.bench.stock;

import io.griot.bench.stock.IdempotencyKeys.Kept;
import io.griot.bench.stock.IdempotencyKeys.Name;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.LedgerRequest;
import io.griot.core.Receipt;
import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** One transaction a command, or a run of commands in order in transactions of 250. */
final class StockLedger {

  static final String ACTOR = "actor";
  static final String AUTHENTICATED_BY = "authenticatedBy";
  static final String IDEMPOTENCY_KEY = "idempotencyKey";

  private static final int COMMANDS_PER_TRANSACTION = 250;
  private static final int ATTEMPTS = 5;

  private final OrderedCommandBus bus;
  private final IdempotencyKeys keys;
  private final JdbcTemplate jdbc;
  // A run of commands locks wallets in its own order, so no other command may hold any meanwhile.
  private final ReadWriteLock runs = new ReentrantReadWriteLock(true);

  StockLedger(OrderedCommandBus bus, IdempotencyKeys keys, JdbcTemplate jdbc) {
    this.bus = bus;
    this.keys = keys;
    this.jdbc = jdbc;
  }

  Answer send(LedgerRequest request) {
    return locked(runs.readLock(), () -> again(List.of(request))).getFirst();
  }

  List<Answer> sendInOrder(List<LedgerRequest> requests) {
    List<Answer> answers = new ArrayList<>(requests.size());
    for (int from = 0; from < requests.size(); from += COMMANDS_PER_TRANSACTION) {
      int to = Math.min(from + COMMANDS_PER_TRANSACTION, requests.size());
      List<LedgerRequest> run = requests.subList(from, to);
      answers.addAll(locked(runs.writeLock(), () -> again(run)));
    }
    return answers;
  }

  private List<Answer> again(List<LedgerRequest> requests) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(requests);
      } catch (RuntimeException e) {
        // What is in memory was dropped, so that the next attempt reads what the winner wrote.
        if (!LostRaces.caused(e) || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private List<Answer> once(List<LedgerRequest> requests) {
    Batch batch = new Batch(requests);
    bus.inOneTransaction(
        requests.stream().<CommandMessage<?>>map(StockLedger::message).toList(), batch);
    return batch.answers;
  }

  private static CommandMessage<?> message(LedgerRequest request) {
    MetaData metaData =
        MetaData.with(ACTOR, request.requester().actor())
            .and(AUTHENTICATED_BY, request.requester().authenticatedBy());
    IdempotencyKey key = request.key();
    return GenericCommandMessage.asCommandMessage(request.command())
        .withMetaData(key == null ? metaData : metaData.and(IDEMPOTENCY_KEY, key.key()));
  }

  private static <T> T locked(Lock lock, Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** The commands of one transaction, with what was answered so far. */
  private final class Batch implements OrderedCommandBus.Run {

    private final List<LedgerRequest> requests;
    private final Map<Name, Kept> known = new HashMap<>();
    private final Map<Name, Integer> fresh = new HashMap<>();
    // The position is known when all events are appended.
    private final List<LongFunction<Answer>> pending = new ArrayList<>();
    private List<Answer> answers = List.of();

    Batch(List<LedgerRequest> requests) {
      this.requests = requests;
    }

    @Override
    public void begin() {
      known.putAll(
          keys.find(requests.stream().map(LedgerRequest::key).filter(Objects::nonNull).toList()));
    }

    @Override
    public void each(CommandMessage<?> command, UnitOfWork<?> unitOfWork) throws Exception {
      pending.add(answer(command, requests.get(pending.size()).key()));
    }

    @Override
    public void end(UnitOfWork<?> unitOfWork) {
      long appended = PostgresEventStorage.lastPosition(unitOfWork);
      long position = appended > 0 ? appended : head();
      answers = pending.stream().map(each -> each.apply(position)).toList();
      keys.keep(
          fresh.values().stream()
              .map(
                  index ->
                      new Kept(
                          Objects.requireNonNull(requests.get(index).key()), answers.get(index)))
              .toList());
    }

    private LongFunction<Answer> answer(CommandMessage<?> command, @Nullable IdempotencyKey key)
        throws Exception {
      if (key == null) {
        return run(command);
      }
      Name name = Name.of(key);
      Kept kept = known.get(name);
      if (kept != null) {
        Answer repeated = kept.repeat(key);
        return _ -> repeated;
      }
      Integer twin = fresh.putIfAbsent(name, pending.size());
      if (twin != null) {
        IdempotencyKey first = Objects.requireNonNull(requests.get(twin).key());
        LongFunction<Answer> firstAnswer = pending.get(twin);
        return position -> new Kept(first, firstAnswer.apply(position)).repeat(key);
      }
      return run(command);
    }

    private LongFunction<Answer> run(CommandMessage<?> command) throws Exception {
      try {
        Receipt receipt = (Receipt) bus.handle(command);
        return position -> new Answer.Accepted(receipt, position, false);
      } catch (Rejection rejection) {
        return position -> new Answer.Refused(rejection, position, false);
      } catch (AggregateNotFoundException _) {
        Rejection rejection =
            new Rejection(RejectionCode.WALLET_NOT_FOUND, "wallet", "No such wallet.");
        return position -> new Answer.Refused(rejection, position, false);
      }
    }

    private long head() {
      return Objects.requireNonNull(
          jdbc.queryForObject("SELECT coalesce(max(position), 0) FROM ledger.event", Long.class));
    }
  }
}
