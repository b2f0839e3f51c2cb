package io.griot.bench.crash;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** PostgreSQL is killed under a server that stays up, starts it again and writes on. */
final class KillingThePostmaster implements Scenario.Course {

  private static final Duration FIRST_START = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ANSWERS_AFTERWARDS = 100;

  @Override
  public void run(Ground ground, int rounds, Tally tally) throws Exception {
    Node node = ground.start("all");
    node.awaitReady(FIRST_START);
    long pid = node.pid();
    int unavailable = 0;
    Duration longestOutage = Duration.ZERO;
    try (Client client = new Client(PATIENCE)) {
      Cast cast = Cast.register(client, node.address(), node.address());
      Inspection inspection = new Inspection(ground.installation(), client, tally);
      for (int round = 1; round <= rounds && tally.isClean(); round++) {
        tally.round();
        Load load = Load.begin(client, cast, List.of(node.address()), tally, "postmaster " + round);
        try (load) {
          load.awaitAnswers(ThreadLocalRandom.current().nextInt(50, 600));
          ProcessHandle killed = ground.installation().killPostmaster();
          long killedNanos = System.nanoTime();
          ground.installation().awaitAnswer(killed, Node.LIMIT);
          long backNanos = System.nanoTime();
          Duration ready = node.awaitReadySince(backNanos, Node.LIMIT);
          load.awaitAnswers(ANSWERS_AFTERWARDS);
          tally.readyAfter(ready);
          Duration outage = Duration.ofNanos(backNanos - killedNanos);
          longestOutage = outage.compareTo(longestOutage) > 0 ? outage : longestOutage;
          ground.progress(
              "postmaster, round %d of %d: PostgreSQL back after %d ms, ready %d ms later"
                  .formatted(round, rounds, outage.toMillis(), ready.toMillis()));
        }
        unavailable += load.unavailable();
        if (!node.isAlive() || node.pid() != pid) {
          throw new Broken(node + " did not stay up");
        }
        inspection.inspect(load.attempts(), node.address());
      }
    }
    if (unavailable == 0) {
      tally.broken("nobody was told that the ledger is unavailable");
    }
    tally.remark(
        "PostgreSQL back after %d ms at most; %d requests answered 503"
            .formatted(longestOutage.toMillis(), unavailable));
  }
}
