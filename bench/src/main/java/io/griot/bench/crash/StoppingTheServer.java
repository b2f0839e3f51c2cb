package io.griot.bench.crash;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The server is told to stop while it is busy: it finishes what it has taken. */
final class StoppingTheServer implements Scenario.Course {

  private static final Duration FIRST_START = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public void run(Ground ground, int rounds, Tally tally) throws Exception {
    Node node = ground.start("all");
    node.awaitReady(FIRST_START);
    Duration longestStop = Duration.ZERO;
    long untold = 0;
    try (Client client = new Client(PATIENCE)) {
      Cast cast = Cast.register(client, node.address(), node.address());
      Inspection inspection = new Inspection(ground.installation(), client, tally);
      for (int round = 1; round <= rounds && tally.isClean(); round++) {
        tally.round();
        Load load = Load.begin(client, cast, List.of(node.address()), tally, "stop " + round);
        try (load) {
          load.awaitAnswers(ThreadLocalRandom.current().nextInt(50, 600));
          Duration stopped = node.stop();
          longestStop = stopped.compareTo(longestStop) > 0 ? stopped : longestStop;
        }
        node.startAgain();
        tally.readyAfter(node.awaitReady(Node.LIMIT));
        WholeLog log = inspection.readLog();
        untold +=
            load.attempts().stream()
                .filter(attempt -> !attempt.isAnswered() && log.keeps(attempt.key()))
                .count();
        ground.progress(
            "stop, round %d of %d: ended after %d ms at most"
                .formatted(round, rounds, longestStop.toMillis()));
        inspection.inspect(load.attempts(), node.address());
      }
    }
    tally.remark(
        "ended after %d ms at most; %d requests carried out whose answers did not arrive"
            .formatted(longestStop.toMillis(), untold));
  }
}
