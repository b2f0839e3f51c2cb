package io.griot.core.engine;

import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.LedgerUnavailable;
import io.griot.core.Receipt;
import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.engine.IdempotencyKeys.Kept;
import io.griot.core.engine.IdempotencyKeys.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

/**
 * The ledger on Axon's own command bus and storage: one transaction a command, or a run of commands
 * in order.
 */
final class StockLedger implements Ledger {

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

  @Override
  public Answer send(LedgerRequest request) {
    return locked(runs.readLock(), () -> again(List.of(request), false)).getFirst();
  }

  @Override
  public List<Answer> sendInOrder(List<LedgerRequest> requests) {
    List<Answer> answers = new ArrayList<>(requests.size());
    List<RuntimeException> faults = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += COMMANDS_PER_TRANSACTION) {
      int to = Math.min(from + COMMANDS_PER_TRANSACTION, requests.size());
      answers.addAll(runInOrder(requests.subList(from, to), faults));
    }
    if (!faults.isEmpty()) {
      RuntimeException first = faults.getFirst();
      faults.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
    return answers;
  }

  @Override
  public List<Answer> sendAllOrNone(List<LedgerRequest> requests) {
    return requests.isEmpty() ? List.of() : locked(runs.writeLock(), () -> again(requests, true));
  }

  @Override
  public Optional<Answer> recall(IdempotencyKey key) {
    try {
      return Optional.ofNullable(keys.find(List.of(key)).get(Name.of(key)))
          .map(kept -> kept.repeat(key));
    } catch (RuntimeException e) {
      throw orUnavailable(e);
    }
  }

  private List<Answer> runInOrder(List<LedgerRequest> requests, List<RuntimeException> faults) {
    if (requests.size() == 1) {
      return oneByOne(requests, faults);
    }
    try {
      return locked(runs.writeLock(), () -> once(requests, false));
    } catch (LedgerUnavailable e) {
      throw e;
    } catch (RuntimeException _) {
      return oneByOne(requests, faults);
    }
  }

  /** Alone, a command that fails the transaction of all hurts only itself. */
  private List<Answer> oneByOne(List<LedgerRequest> requests, List<RuntimeException> faults) {
    List<Answer> answers = new ArrayList<>(requests.size());
    for (LedgerRequest request : requests) {
      try {
        answers.add(send(request));
      } catch (RuntimeException e) {
        if (Faults.databaseGone(e)) {
          throw e;
        }
        faults.add(e);
      }
    }
    return answers;
  }

  private List<Answer> again(List<LedgerRequest> requests, boolean allOrNone) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(requests, allOrNone);
      } catch (RuntimeException e) {
        if (!Faults.lostRace(e)) {
          throw e;
        }
        // Another node or a twin under the same key was first: what is in memory was dropped.
        if (attempt == ATTEMPTS) {
          throw new LedgerUnavailable("The command lost a race %d times".formatted(ATTEMPTS), e);
        }
      }
    }
  }

  private List<Answer> once(List<LedgerRequest> requests, boolean allOrNone) {
    Batch batch = new Batch(requests, allOrNone);
    try {
      bus.inOneTransaction(
          requests.stream().<CommandMessage<?>>map(StockLedger::message).toList(), batch);
      return batch.answers;
    } catch (AllUndone undone) {
      return undone.answers;
    } catch (RuntimeException e) {
      throw orUnavailable(e);
    }
  }

  private static RuntimeException orUnavailable(RuntimeException e) {
    return Faults.databaseGone(e)
        ? new LedgerUnavailable("The ledger's database does not answer", e)
        : e;
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

  /** One of all or none was refused: the answers end with it, and the transaction is undone. */
  private static final class AllUndone extends RuntimeException {
    private final transient List<Answer> answers;

    AllUndone(List<Answer> answers) {
      super(null, null, false, false);
      this.answers = answers;
    }
  }

  /** The commands of one transaction, with what was answered so far. */
  private final class Batch implements OrderedCommandBus.Run {

    private final List<LedgerRequest> requests;
    private final boolean allOrNone;
    private final Map<Name, Kept> known = new HashMap<>();
    private final Map<Name, Integer> fresh = new HashMap<>();
    // The position is known when all events are appended.
    private final List<LongFunction<Answer>> pending = new ArrayList<>();
    private List<Answer> answers = List.of();

    Batch(List<LedgerRequest> requests, boolean allOrNone) {
      this.requests = requests;
      this.allOrNone = allOrNone;
    }

    @Override
    public void begin() {
      known.putAll(
          keys.find(requests.stream().map(LedgerRequest::key).filter(Objects::nonNull).toList()));
    }

    @Override
    public void each(CommandMessage<?> command, UnitOfWork<?> unitOfWork) throws Exception {
      LongFunction<Answer> answer = answer(command, requests.get(pending.size()).key());
      pending.add(answer);
      if (allOrNone && answer.apply(0) instanceof Answer.Refused) {
        throw new AllUndone(pending.stream().map(each -> each.apply(0)).toList());
      }
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
