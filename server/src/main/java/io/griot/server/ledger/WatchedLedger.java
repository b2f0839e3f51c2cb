package io.griot.server.ledger;

import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Shows every answer of the ledger to somebody before its sender has it. */
final class WatchedLedger implements Ledger {

  private final Ledger ledger;
  private final Consumer<Answer> watch;

  WatchedLedger(Ledger ledger, Consumer<Answer> watch) {
    this.ledger = ledger;
    this.watch = watch;
  }

  @Override
  public Answer send(LedgerRequest request) {
    Answer answer = ledger.send(request);
    watch.accept(answer);
    return answer;
  }

  @Override
  public List<Answer> sendInOrder(List<LedgerRequest> requests) {
    return watched(ledger.sendInOrder(requests));
  }

  @Override
  public List<Answer> sendAllOrNone(List<LedgerRequest> requests) {
    return watched(ledger.sendAllOrNone(requests));
  }

  @Override
  public Optional<Answer> recall(IdempotencyKey key) {
    return ledger.recall(key);
  }

  private List<Answer> watched(List<Answer> answers) {
    answers.forEach(watch);
    return answers;
  }
}
