package io.griot.core.engine;

import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.LedgerCommand;
import io.griot.core.Receipt;
import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.account.Accounts;
import io.griot.core.account.TentativeAccounts;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.engine.IdempotencyKeys.Kept;
import io.griot.core.engine.IdempotencyKeys.Name;
import io.griot.core.engine.copy.CopyRows;
import io.griot.core.id.WalletId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one commit: what they are decided on, what they made, and what they are answered.
 *
 * <p>It may begin while batches before it are written and committed, and then decides on what those
 * left; if one of them fails, this one is dropped too.
 */
final class Batch {

  private static final String RESOURCE = "griot.batch";
  private static final int EVENTS_PER_SNAPSHOT = 500;

  private final List<Submission> submissions;
  private final Base base;
  private final Parts parts;
  private final Map<String, Resident<?>> residents = new HashMap<>();
  private final List<EventMessage<?>> events = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private Map<Name, Kept> known = Map.of();
  private final Map<Name, Kept> fresh = new LinkedHashMap<>();
  private Map<String, WalletId> referenced = Map.of();
  private final Set<String> askedReferences = new HashSet<>();
  private final Map<String, WalletId> claims = new LinkedHashMap<>();
  private Map<String, ColdStream> cold = Map.of();
  private PostgresEventStorage.@Nullable Sealed sealed;
  private @Nullable CopyRows keyRows;
  private List<PostgresEventStorage.Snapshot> snapshots = List.of();
  private @Nullable WriterSession reading;
  private boolean decided;
  private final CountDownLatch written = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Those that had not ended when this one began, the last first. */
  private volatile List<Batch> before;

  private volatile boolean failed;

  /**
   * What a batch begins with: where the log ends for it, and the time that all of it happens at.
   */
  record Base(Term term, Head head, Instant time) {}

  /** What batches have in common. */
  record Parts(
      CommandHandlers handlers,
      RunningAccounts accounts,
      Residents residents,
      IdempotencyKeys keys,
      PostgresEventStorage storage,
      SealedEventStore eventStore) {}

  /** How a submission ended: answered, or with a fault. */
  record Outcome(@Nullable List<Answer> answers, @Nullable Throwable fault) {}

  /** What an Axon handler returned that is no receipt. */
  record Returned(@Nullable Object value) implements Receipt {}

  /**
   * @param before the batches that may still be under way, the last first
   */
  Batch(List<Submission> submissions, Base base, List<Batch> before, Parts parts) {
    this.submissions = submissions;
    this.base = base;
    this.before = List.copyOf(before);
    this.parts = parts;
  }

  /** This one and those before it that have not ended, the last first: what the next builds on. */
  List<Batch> underWay() {
    List<Batch> underWay = new ArrayList<>();
    if (!hasEnded()) {
      underWay.add(this);
      before.stream().filter(batch -> !batch.hasEnded()).forEach(underWay::add);
    }
    return underWay;
  }

  /** The batch whose command is running on this thread. */
  static Batch current() {
    Batch batch = CurrentUnitOfWork.get().root().getResource(RESOURCE);
    if (batch == null) {
      throw new IllegalStateException("Only a command of the ledger can do this");
    }
    return batch;
  }

  /** The batch that is running on this thread, if any. */
  static Optional<Batch> running() {
    return CurrentUnitOfWork.isStarted()
        ? Optional.ofNullable(CurrentUnitOfWork.get().root().getResource(RESOURCE))
        : Optional.empty();
  }

  void runIn(UnitOfWork<?> unitOfWork) {
    unitOfWork.resources().put(RESOURCE, this);
  }

  List<Submission> submissions() {
    return submissions;
  }

  /** One message a submission: of several orders, the first. */
  List<CommandMessage<?>> messages() {
    List<CommandMessage<?>> messages = new ArrayList<>(submissions.size());
    submissions.forEach(submission -> messages.add(submission.orders().getFirst().command()));
    return messages;
  }

  Term term() {
    return base.term();
  }

  Head base() {
    return base.head();
  }

  Instant time() {
    return base.time();
  }

  /** Whether this batch, or one that it builds on, will never be committed. */
  boolean isFailed() {
    return failed || before.stream().anyMatch(batch -> batch.failed);
  }

  void fail() {
    failed = true;
  }

  /** Waits until all batches that it builds on are written, or undone. */
  void awaitWritingOfThoseBefore() {
    before.forEach(batch -> await(batch.written));
  }

  /** Waits until all batches that it builds on are committed or undone. */
  void awaitEndOfThoseBefore() {
    before.forEach(Batch::awaitEnd);
  }

  /** Waits until it is committed or undone. */
  void awaitEnd() {
    await(ended);
  }

  private static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** It is committed, or undone and forgotten: who builds on it now reads what is stored. */
  void end() {
    before = List.of();
    written.countDown();
    ended.countDown();
  }

  private boolean hasEnded() {
    return ended.getCount() == 0;
  }

  int events() {
    return events.size();
  }

  /** The head that the log has when this batch is committed. */
  Head after() {
    return sealed == null ? base.head() : sealed.after();
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  Set<String> streams() {
    return residents.keySet();
  }

  /** Looks up, once for all commands, what they need from the database. */
  void read(WriterSession session) throws SQLException {
    List<IdempotencyKey> keys = new ArrayList<>();
    for (Submission submission : submissions) {
      for (Order order : submission.orders()) {
        if (order.key() != null) {
          keys.add(order.key());
        }
      }
    }
    if (!keys.isEmpty()) {
      known = parts.keys().find(session.connection(), keys);
    }
    Set<String> streams = new HashSet<>();
    for (Submission submission : submissions) {
      for (Order order : submission.orders()) {
        if (order.command().getPayload() instanceof LedgerCommand command && !isKnown(order)) {
          note(command, streams);
        }
      }
    }
    if (!askedReferences.isEmpty()) {
      referenced = ClaimedReferences.find(session.connection(), askedReferences);
      referenced.values().forEach(walletId -> note(walletId.toString(), streams));
    }
    if (!streams.isEmpty()) {
      cold = PostgresEventStorage.load(session.connection(), streams);
    }
    reading = session;
  }

  /** Runs the next submission in the unit of work. */
  void run(int index, UnitOfWork<CommandMessage<?>> unitOfWork) {
    Submission submission = submissions.get(index);
    outcomes.add(
        submission.isAllOrNone()
            ? together(submission, unitOfWork)
            : single(submission.orders().getFirst(), unitOfWork));
  }

  /** A command that another command's handler sends: it is part of that command. */
  @Nullable Object runNested(CommandMessage<?> command) throws Exception {
    UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
    var outer = unitOfWork.getMessage();
    unitOfWork.transformMessage(_ -> command);
    try {
      return parts.handlers().handle(command, unitOfWork);
    } finally {
      unitOfWork.transformMessage(_ -> outer);
    }
  }

  /** Takes events that the running command applies. */
  void publish(List<? extends EventMessage<?>> applied) {
    events.addAll(applied);
  }

  /** Serialises and seals the batch's events. */
  void prepare() {
    if (!events.isEmpty()) {
      parts.eventStore().stage(events);
    }
    keyRows = parts.keys().rows(fresh.values(), base.time());
    // Now, since the next batch changes the same aggregates while this one commits.
    snapshots = dueSnapshots();
  }

  void seal(PostgresEventStorage.Sealed newlySealed) {
    sealed = newlySealed;
  }

  /**
   * Writes everything but the head, in the session's transaction, while those before it commit.
   * What an index refuses because of one of those waits for its commit.
   */
  void copy(WriterSession session) throws SQLException {
    if (sealed != null) {
      PostgresEventStorage.copy(session.appending(), sealed);
    }
    if (keyRows != null) {
      IdempotencyKeys.keep(session.appending(), keyRows);
    }
    if (!claims.isEmpty()) {
      ClaimedReferences.keep(session.appending(), claims);
    }
    written.countDown();
  }

  /**
   * Moves the head over what was written, behind a look at the epoch; the batches before this one
   * are committed.
   */
  void seal(WriterSession session) throws SQLException {
    if (!decided) {
      // Nothing but repeats: what they were answered is committed.
      return;
    }
    if (sealed == null) {
      PostgresEventStorage.fence(session.appending(), term().epoch());
    } else {
      PostgresEventStorage.seal(session.appending(), term().epoch(), sealed);
    }
    if (!snapshots.isEmpty()) {
      // Only now, since the batch before may have stored another state of the same stream.
      PostgresEventStorage.keepSnapshots(session.appending(), snapshots);
    }
  }

  /** The aggregate, if this batch, one before it or the memory has it. */
  @Nullable Resident<?> find(String stream) {
    Resident<?> own = residents.get(stream);
    if (own != null) {
      return own;
    }
    Resident<?> found = ofThoseBefore(batch -> batch.residents.get(stream));
    if (found == null) {
      found = parts.residents().find(stream);
    }
    if (found != null) {
      residents.put(stream, found);
    }
    return found;
  }

  /** Takes an aggregate that the running command made or woke. */
  void add(String stream, Resident<?> resident, boolean keep) {
    residents.put(stream, resident);
    if (keep) {
      parts.residents().keep(stream, resident);
    }
  }

  ColdStream coldStream(String stream) {
    ColdStream loaded = cold.get(stream);
    if (loaded != null) {
      return loaded;
    }
    try {
      return PostgresEventStorage.load(requireSession().connection(), List.of(stream))
          .getOrDefault(stream, ColdStream.empty());
    } catch (SQLException e) {
      throw new WriteFailed("A stream cannot be read", e);
    }
  }

  Optional<WalletId> referenced(String externalReference) {
    WalletId claimed = claims.get(externalReference);
    if (claimed == null) {
      claimed = ofThoseBefore(batch -> batch.claims.get(externalReference));
    }
    if (claimed == null) {
      claimed =
          askedReferences.contains(externalReference)
              ? referenced.get(externalReference)
              : readReference(externalReference);
    }
    return Optional.ofNullable(claimed);
  }

  void claim(String externalReference, WalletId walletId) {
    claims.put(externalReference, walletId);
  }

  private @Nullable WalletId readReference(String externalReference) {
    try {
      return ClaimedReferences.find(requireSession().connection(), List.of(externalReference))
          .get(externalReference);
    } catch (SQLException e) {
      throw new WriteFailed("A reference cannot be read", e);
    }
  }

  private WriterSession requireSession() {
    WriterSession session = reading;
    if (session == null) {
      throw new IllegalStateException("The batch has not begun");
    }
    return session;
  }

  private boolean isKnown(Order order) {
    return order.key() != null && kept(Name.of(order.key())) != null;
  }

  private void note(LedgerCommand command, Set<String> streams) {
    command.streams().forEach(stream -> note(stream, streams));
    if (command instanceof OpenWallet open && open.externalReference() != null) {
      askedReferences.add(open.externalReference());
    }
  }

  private void note(String stream, Set<String> streams) {
    if (find(stream) == null) {
      streams.add(stream);
    }
  }

  private @Nullable Kept kept(Name name) {
    Kept kept = fresh.get(name);
    if (kept == null) {
      kept = ofThoseBefore(batch -> batch.fresh.get(name));
    }
    return kept == null ? known.get(name) : kept;
  }

  private <T> @Nullable T ofThoseBefore(Function<Batch, @Nullable T> property) {
    for (Batch batch : before) {
      T found = property.apply(batch);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private Outcome single(Order order, UnitOfWork<CommandMessage<?>> unitOfWork) {
    int before = events.size();
    try {
      return new Outcome(List.of(answer(order, unitOfWork)), null);
    } catch (Poisoned | WriteFailed e) {
      throw e;
    } catch (Throwable fault) {
      requireUntouched(before, fault);
      return new Outcome(null, fault);
    }
  }

  private Answer answer(Order order, UnitOfWork<CommandMessage<?>> unitOfWork) throws Exception {
    IdempotencyKey key = order.key();
    if (key == null) {
      return decide(order, unitOfWork);
    }
    Name name = Name.of(key);
    Kept kept = kept(name);
    if (kept != null) {
      return kept.repeat(key);
    }
    Answer answer = decide(order, unitOfWork);
    fresh.put(name, new Kept(key, answer));
    return answer;
  }

  private Answer decide(Order order, UnitOfWork<CommandMessage<?>> unitOfWork) throws Exception {
    int before = events.size();
    decided = true;
    try {
      Object result = parts.handlers().handle(order.command(), unitOfWork);
      return new Answer.Accepted(
          result instanceof Receipt receipt ? receipt : new Returned(result), position(), false);
    } catch (Rejection rejection) {
      requireUntouched(before, rejection);
      return new Answer.Refused(rejection, position(), false);
    } catch (AggregateNotFoundException e) {
      requireUntouched(before, e);
      return new Answer.Refused(
          new Rejection(RejectionCode.WALLET_NOT_FOUND, "wallet", "No such wallet."),
          position(),
          false);
    }
  }

  /** Everything is decided before anything is applied, so that a refusal undoes nothing. */
  private void requireUntouched(int eventsBefore, Throwable cause) {
    if (events.size() > eventsBefore) {
      throw new Poisoned(cause);
    }
  }

  private long position() {
    return base.head().position() + events.size();
  }

  private Outcome together(Submission submission, UnitOfWork<CommandMessage<?>> unitOfWork) {
    Set<Name> namesBefore = new HashSet<>(fresh.keySet());
    Set<String> claimsBefore = new HashSet<>(claims.keySet());
    int before = events.size();
    try {
      List<Answer> answers =
          submission.isAlone()
              ? carriedOut(submission.orders(), unitOfWork)
              : decidedFirst(submission.orders(), unitOfWork);
      if (answers.getLast() instanceof Answer.Refused) {
        if (events.size() > before) {
          throw new Undone(answers);
        }
        fresh.keySet().retainAll(namesBefore);
        claims.keySet().retainAll(claimsBefore);
        return new Outcome(answers, null);
      }
      return new Outcome(positioned(submission.orders(), answers), null);
    } catch (Poisoned | WriteFailed | Undone e) {
      throw e;
    } catch (Throwable fault) {
      requireUntouched(before, fault);
      fresh.keySet().retainAll(namesBefore);
      claims.keySet().retainAll(claimsBefore);
      return new Outcome(null, fault);
    }
  }

  /** In a commit of their own, orders are undone with the commit if one is refused. */
  private List<Answer> carriedOut(List<Order> orders, UnitOfWork<CommandMessage<?>> unitOfWork)
      throws Exception {
    List<Answer> answers = new ArrayList<>(orders.size());
    for (Order order : orders) {
      unitOfWork.transformMessage(_ -> order.command());
      answers.add(answer(order, unitOfWork));
      if (answers.getLast() instanceof Answer.Refused) {
        break;
      }
    }
    return answers;
  }

  /**
   * Beside other commands all orders are decided on what those before them would leave, and only
   * then carried out.
   */
  private List<Answer> decidedFirst(List<Order> orders, UnitOfWork<CommandMessage<?>> unitOfWork)
      throws Exception {
    List<Answer> answers = new ArrayList<>(orders.size());
    List<Decided> writes = new ArrayList<>(orders.size());
    int before = events.size();
    TentativeAccounts tentative = parts.accounts().beginTentative();
    try {
      for (Order order : orders) {
        unitOfWork.transformMessage(_ -> order.command());
        Answer answer = answer(order, unitOfWork);
        if ((!tentative.takeAsked() && !answer.hit()) || events.size() > before) {
          // It was not decided on what those before it would leave.
          throw new Poisoned(new IllegalStateException("Needs a commit of its own"));
        }
        answers.add(answer);
        if (answer instanceof Answer.Refused) {
          return answers;
        }
        writes.add(new Decided(order, tentative.takeDecided()));
      }
    } finally {
      parts.accounts().endTentative();
    }
    for (Decided each : writes) {
      unitOfWork.transformMessage(_ -> each.order().command());
      each.writes().forEach(write -> write.accept(parts.accounts().real()));
    }
    return answers;
  }

  private record Decided(Order order, List<Consumer<Accounts>> writes) {}

  /** The answers of this commit, now that it is known how far its events reach. */
  private List<Answer> positioned(List<Order> orders, List<Answer> answers) {
    List<Answer> positioned = new ArrayList<>(answers.size());
    for (int index = 0; index < answers.size(); index++) {
      Answer answer = answers.get(index);
      if (answer instanceof Answer.Accepted(Receipt receipt, _, boolean hit) && !hit) {
        answer = new Answer.Accepted(receipt, position(), false);
        IdempotencyKey key = orders.get(index).key();
        if (key != null) {
          fresh.put(Name.of(key), new Kept(key, answer));
        }
      }
      positioned.add(answer);
    }
    return positioned;
  }

  private List<PostgresEventStorage.Snapshot> dueSnapshots() {
    List<PostgresEventStorage.Snapshot> due = new ArrayList<>();
    residents.forEach(
        (stream, resident) -> {
          if (StreamAudit.hasSnapshots(stream) && resident.takeSnapshotAfter(EVENTS_PER_SNAPSHOT)) {
            due.add(parts.storage().snapshot(stream, resident));
          }
        });
    return due;
  }

  /** One of all or none was refused, after others in a commit of their own had been carried out. */
  static final class Undone extends RuntimeException {
    private final transient List<Answer> answers;

    Undone(List<Answer> answers) {
      super("Undone", null, false, false);
      this.answers = answers;
    }

    List<Answer> answers() {
      return answers;
    }
  }

  /** A command failed after it had applied an event: nothing of the batch can be kept. */
  static final class Poisoned extends RuntimeException {
    Poisoned(Throwable cause) {
      super("A command failed after it had applied an event", cause);
    }
  }
}
