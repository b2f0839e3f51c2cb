package io.griot.core.engine;

import io.griot.core.LedgerUnavailable;
import io.griot.core.engine.Batch.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what waits, decides it, and commits it as one batch, while this node is the writer.
 *
 * <p>Three threads take turns at deciding. While one batch is decided, the one before it is
 * written, and the one before that commits: each has a transaction of its own, and moves the head
 * of the log only when those before it have ended, so batches commit in the order in which they
 * were decided.
 */
final class Writer {

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int OVERLAPPING = 3;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

  private final Intake intake;
  private final Batch.Parts parts;
  private final WriterClock clock;
  private final List<CorrelationDataProvider> correlation;
  private final WriterMonitor monitor;
  private final int ordersPerBatch;
  private final int threads;
  private final Supplier<WriterSession> sessions;
  private final List<Thread> running = new ArrayList<>();

  private final ReentrantLock deciding = new ReentrantLock();

  /** The batch that was decided last; guarded by the turn to decide. */
  private @Nullable Batch last;

  private volatile @Nullable Term term;
  private volatile Runnable onLost = () -> {};

  Writer(
      Intake intake,
      Batch.Parts parts,
      WriterClock clock,
      List<CorrelationDataProvider> correlation,
      WriterMonitor monitor,
      LedgerEngine.Settings settings,
      Supplier<WriterSession> sessions) {
    this.intake = intake;
    this.parts = parts;
    this.clock = clock;
    this.correlation = List.copyOf(correlation);
    this.monitor = monitor;
    this.ordersPerBatch = settings.commandsPerCommit();
    this.threads = settings.overlap() ? OVERLAPPING : 1;
    this.sessions = sessions;
  }

  void start() {
    for (int number = 1; number <= threads; number++) {
      running.add(Thread.ofPlatform().name("ledger-writer-" + number).start(this::work));
    }
  }

  /** Commits what was taken, and takes no more. */
  void stop() throws InterruptedException {
    intake.close();
    for (Thread thread : running) {
      thread.join(STOP_PATIENCE);
    }
  }

  /** This node is the writer from now on. */
  void begin(Term newTerm) {
    parts.residents().forgetAll();
    term = newTerm;
  }

  /** The time in which this node is the writer, if it is. */
  @Nullable Term term() {
    return term;
  }

  int waitingCommands() {
    return intake.depth();
  }

  /** Who is called when this node is no longer the writer, or does not know. */
  void onLost(Runnable called) {
    onLost = called;
  }

  /** Ends a term: what is in memory may be stale, and whoever waits is told to ask again. */
  void lose(Term lost) {
    lost.end();
    if (term == lost) {
      term = null;
    }
    parts.residents().forgetAll();
    for (Submission submission : intake.drain()) {
      submission.reply().completeExceptionally(unavailable(null));
    }
    onLost.run();
  }

  private void work() {
    try (WriterSession session = sessions.get()) {
      while (runNext(session)) {
        // The next batch.
      }
    }
  }

  private boolean runNext(WriterSession session) {
    deciding.lock();
    @Nullable Run run = null;
    List<Submission> drawn;
    try {
      awaitUndone();
      drawn = intake.draw(ordersPerBatch);
      if (drawn.isEmpty()) {
        return false;
      }
      Term current = term;
      if (current != null) {
        if (awaitUndone()) {
          // There may be some now that were to come before.
          intake.putBack(drawn);
          return true;
        }
        run = new Run(begin(current, drawn), session);
        run.commit();
      }
    } finally {
      if (run != null) {
        run.end();
      }
      giveDeciding();
    }
    if (run == null) {
      drawn.forEach(each -> each.reply().completeExceptionally(unavailable(null)));
    } else {
      run.reply();
    }
    return true;
  }

  /** If the last batch fails or will, waits until nothing of it is left in memory. */
  private boolean awaitUndone() {
    Batch before = last;
    if (before == null || !before.isFailed()) {
      return false;
    }
    before.awaitEnd();
    last = null;
    return true;
  }

  private Batch begin(Term current, List<Submission> drawn) {
    List<Batch> before = last == null || last.term() != current ? List.of() : last.underWay();
    Head head = before.isEmpty() ? current.committed() : before.getFirst().after();
    Instant now = clock.tick(head.recordedAt());
    Batch batch = new Batch(drawn, new Batch.Base(current, head, now), before, parts);
    last = batch;
    return batch;
  }

  private void giveDeciding() {
    if (deciding.isHeldByCurrentThread()) {
      deciding.unlock();
    }
  }

  private static LedgerUnavailable unavailable(@Nullable Throwable cause) {
    return cause == null
        ? new LedgerUnavailable("This node does not write now")
        : new LedgerUnavailable("The ledger's database does not answer", cause);
  }

  /** One batch on its way into the log. */
  private final class Run {

    private final Batch batch;
    private final WriterSession session;
    private final long begunNanos = System.nanoTime();
    private long sealedNanos;
    private long appendedNanos;
    private List<Outcome> outcomes = List.of();
    private boolean settled;

    Run(Batch batch, WriterSession session) {
      this.batch = batch;
      this.session = session;
    }

    void commit() {
      try {
        session.enter(batch.term());
        batch.read(session);
        @Nullable Throwable fault = execute();
        if (fault == null) {
          batch.term().committed(batch.after());
          settled = true;
          outcomes = batch.outcomes();
          tell();
        } else {
          failed(fault);
        }
      } catch (SQLException | RuntimeException e) {
        failed(e);
      }
    }

    /** Lets those commit that were decided on this one. */
    void end() {
      if (!settled) {
        batch.fail();
      }
      batch.end();
    }

    /** In the order of their coming, once nobody waits for this thread. */
    void reply() {
      for (int index = 0; index < outcomes.size(); index++) {
        Submission submission = batch.submissions().get(index);
        Outcome outcome = outcomes.get(index);
        if (outcome.answers() != null) {
          submission.reply().complete(outcome.answers());
        } else if (outcome.fault() != null) {
          submission.reply().completeExceptionally(outcome.fault());
        }
      }
    }

    private @Nullable Throwable execute() {
      BatchingUnitOfWork<CommandMessage<?>> unitOfWork = new BatchingUnitOfWork<>(batch.messages());
      unitOfWork.start();
      batch.runIn(unitOfWork);
      unitOfWork.attachTransaction(session);
      correlation.forEach(unitOfWork::registerCorrelationDataProvider);
      int[] index = {0};
      var result =
          unitOfWork.executeWithResult(
              () -> {
                batch.run(index[0], unitOfWork);
                index[0]++;
                if (index[0] == batch.submissions().size()) {
                  // Registered last, so that it runs behind whatever the handlers registered.
                  unitOfWork.onPrepareCommit(_ -> append());
                }
                return null;
              },
              // A rejection is an answer and does not get here: what does undoes the batch.
              RollbackConfigurationType.ANY_THROWABLE);
      return result.isExceptional() ? result.exceptionResult() : null;
    }

    private void append() {
      batch.prepare();
      sealedNanos = System.nanoTime();
      giveDeciding();
      try {
        // Or of two that write the same entry, the later could be first, and both would wait.
        batch.awaitWritingOfThoseBefore();
        requireFounded();
        batch.copy(session);
        batch.awaitEndOfThoseBefore();
        requireFounded();
        batch.seal(session);
      } catch (SQLException e) {
        throw new WriteFailed("The batch cannot be written", e);
      }
      appendedNanos = System.nanoTime();
    }

    private void requireFounded() {
      if (batch.term().isOver()) {
        throw new Deposed(batch.term().epoch());
      }
      if (batch.isFailed()) {
        throw new Dropped();
      }
    }

    private void tell() {
      long now = System.nanoTime();
      monitor.committed(
          new WriterMonitor.Commit(
              batch.messages().size(),
              batch.events(),
              Duration.ofNanos(begunNanos - batch.submissions().getFirst().submittedNanos()),
              Duration.ofNanos(sealedNanos - begunNanos),
              Duration.ofNanos(appendedNanos - sealedNanos),
              Duration.ofNanos(now - appendedNanos)));
    }

    private void failed(Throwable fault) {
      batch.fail();
      // So that what is put back keeps its order.
      batch.awaitEndOfThoseBefore();
      settled = true;
      parts.residents().forget(batch.streams());
      List<Submission> submissions = batch.submissions();
      if (fault instanceof Deposed || batch.term().isOver() || Faults.databaseGone(fault)) {
        LOG.warn("This node stops writing in epoch {}: {}", batch.term().epoch(), fault.toString());
        session.discard();
        lose(batch.term());
        LedgerUnavailable unavailable = unavailable(fault);
        outcomes = submissions.stream().map(_ -> new Outcome(null, unavailable)).toList();
      } else if (fault instanceof Dropped) {
        intake.putBack(submissions);
      } else if (fault instanceof Batch.Undone undone) {
        outcomes = List.of(new Outcome(undone.answers(), null));
      } else if (submissions.size() == 1
          && (submissions.getFirst().isAlone() || !submissions.getFirst().isAllOrNone())) {
        LOG.error("A command failed", fault);
        outcomes = List.of(new Outcome(null, cause(fault)));
      } else {
        LOG.warn("A batch of {} failed; each runs again alone", submissions.size(), fault);
        intake.putBack(submissions.stream().map(Submission::runAlone).toList());
      }
      monitor.failed(submissions.size());
    }

    private static Throwable cause(Throwable fault) {
      return fault instanceof Batch.Poisoned poisoned && poisoned.getCause() != null
          ? poisoned.getCause()
          : fault;
    }
  }

  /** A batch on which this one was decided was not committed. */
  private static final class Dropped extends RuntimeException {
    Dropped() {
      super("A batch before failed", null, false, false);
    }
  }
}
