package io.griot.command;

import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.LedgerUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** A ledger that notes what is sent to it, and can be switched off. */
public final class RecordingLedger implements Ledger {

  private final Ledger ledger;
  private final List<LedgerRequest> sent = new CopyOnWriteArrayList<>();
  private final AtomicBoolean away = new AtomicBoolean();

  RecordingLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  public List<LedgerRequest> sent() {
    return List.copyOf(sent);
  }

  public void forget() {
    sent.clear();
  }

  /** Runs the work while the ledger takes no requests. */
  public void whileAway(Runnable work) {
    away.set(true);
    try {
      work.run();
    } finally {
      away.set(false);
    }
  }

  @Override
  public Answer send(LedgerRequest request) {
    note(List.of(request));
    return ledger.send(request);
  }

  @Override
  public List<Answer> sendInOrder(List<LedgerRequest> requests) {
    note(requests);
    return ledger.sendInOrder(requests);
  }

  @Override
  public List<Answer> sendAllOrNone(List<LedgerRequest> requests) {
    note(requests);
    return ledger.sendAllOrNone(requests);
  }

  @Override
  public Optional<Answer> recall(IdempotencyKey key) {
    return ledger.recall(key);
  }

  private void note(List<LedgerRequest> requests) {
    if (away.get()) {
      throw new LedgerUnavailable("switched off", new IllegalStateException());
    }
    sent.addAll(requests);
  }
}
