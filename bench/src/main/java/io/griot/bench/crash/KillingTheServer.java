package io.griot.bench.crash;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The server, which runs the database too, is killed in the middle of its commits. */
final class KillingTheServer implements Scenario.Course {

  private static final Duration FIRST_START = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public void run(Ground ground, int rounds, Tally tally) throws Exception {
    Node node = ground.start("all");
    node.awaitReady(FIRST_START);
    try (Client client = new Client(PATIENCE)) {
      Cast cast = Cast.register(client, node.address(), node.address());
      Inspection inspection = new Inspection(ground.installation(), client, tally);
      for (int round = 1; round <= rounds && tally.isClean(); round++) {
        tally.round();
        Load load = Load.begin(client, cast, List.of(node.address()), tally, "kill " + round);
        try (load) {
          load.awaitAnswers(ThreadLocalRandom.current().nextInt(50, 600));
          node.kill();
        }
        node.startAgain();
        Duration ready = node.awaitReady(Node.LIMIT);
        tally.readyAfter(ready);
        ground.progress(
            "server, round %d of %d: ready again after %d ms"
                .formatted(round, rounds, ready.toMillis()));
        inspection.inspect(load.attempts(), node.address());
      }
    }
  }
}
