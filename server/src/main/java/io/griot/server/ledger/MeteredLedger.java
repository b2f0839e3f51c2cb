package io.griot.server.ledger;

import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Counts and times what passes into the ledger. */
final class MeteredLedger implements Ledger {

  private static final String FAULT = "fault";

  private final Ledger ledger;
  private final MeterRegistry meters;

  MeteredLedger(Ledger ledger, MeterRegistry meters) {
    this.ledger = ledger;
    this.meters = meters;
  }

  @Override
  public Answer send(LedgerRequest request) {
    return timed(List.of(request), () -> List.of(ledger.send(request))).getFirst();
  }

  @Override
  public List<Answer> sendInOrder(List<LedgerRequest> requests) {
    return timed(requests, () -> ledger.sendInOrder(requests));
  }

  @Override
  public List<Answer> sendAllOrNone(List<LedgerRequest> requests) {
    return timed(requests, () -> ledger.sendAllOrNone(requests));
  }

  @Override
  public Optional<Answer> recall(IdempotencyKey key) {
    return ledger.recall(key);
  }

  private List<Answer> timed(List<LedgerRequest> requests, Supplier<List<Answer>> send) {
    Timer.Sample sample = Timer.start(meters);
    boolean answered = false;
    try {
      List<Answer> answers = send.get();
      answered = true;
      for (int index = 0; index < answers.size(); index++) {
        count(requests.get(index), outcome(answers.get(index)));
      }
      return answers;
    } finally {
      if (!answered) {
        requests.forEach(request -> count(request, FAULT));
      }
      sample.stop(timer(requests.size() == 1));
    }
  }

  private void count(LedgerRequest request, String outcome) {
    Counter.builder("griot.commands")
        .description("Commands by what they asked and how they ended")
        .tag("command", request.command().getClass().getSimpleName())
        .tag("outcome", outcome)
        .register(meters)
        .increment();
  }

  private static String outcome(Answer answer) {
    if (answer.hit()) {
      return "hit";
    }
    return switch (answer) {
      case Answer.Accepted _ -> "accepted";
      case Answer.Refused refused -> refused.rejection().code().name();
    };
  }

  private Timer timer(boolean single) {
    return Timer.builder("griot.command.latency")
        .description("From sending a command, or a run of them, to its durable answer")
        .tag("sent", single ? "single" : "bulk")
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofNanos(200_000))
        .maximumExpectedValue(Duration.ofSeconds(10))
        .register(meters);
  }
}
