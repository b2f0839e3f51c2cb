package io.griot.bench.crash;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Of two command nodes the one that writes is frozen, if possible in the middle of a commit, until
 * the other one has taken its place, and goes on then as if nothing had happened.
 */
final class FreezingTheWriter implements Scenario.Course {

  private static final Duration FIRST_START = Duration.ofMinutes(2);

  // Shorter than others': a frozen node answers nobody.
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PATIENCE_OF_INSPECTION = Duration.ofSeconds(30);
  private static final int ATTEMPTS_AT_A_COMMIT = 100;
  private static final int ANSWERS_AFTERWARDS = 100;

  // Whoever writes events waits for its client: the client is in the middle of a commit.
  private static final String COMMIT_UNDER_WAY =
      """
      SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
       WHERE relation = 'ledger.event'::regclass AND mode = 'RowExclusiveLock' AND granted
         AND state <> 'idle' AND wait_event_type = 'Client'
      """;

  @Override
  public void run(Ground ground, int rounds, Tally tally) throws Exception {
    // The database's owner is neither of the two, and moves the views.
    Node reader = ground.start("query,projections");
    reader.awaitReady(FIRST_START);
    Node writer = ground.start("command");
    writer.awaitReady(FIRST_START);
    Node other = ground.start("command");
    int insideACommit = 0;
    try (Client client = new Client(PATIENCE);
        Client patient = new Client(PATIENCE_OF_INSPECTION)) {
      Cast cast = Cast.register(patient, writer.address(), reader.address());
      awaitStandby(other, FIRST_START);
      Inspection inspection = new Inspection(ground.installation(), patient, tally);
      for (int round = 1; round <= rounds && tally.isClean(); round++) {
        tally.round();
        Load load =
            Load.begin(
                client, cast, List.of(writer.address(), other.address()), tally, "freeze " + round);
        try (load) {
          load.awaitAnswers(ThreadLocalRandom.current().nextInt(50, 300));
          boolean inside = freezeInsideACommit(writer, ground.installation());
          insideACommit += inside ? 1 : 0;
          long frozenNanos = System.nanoTime();
          Duration taken = other.awaitReadySince(frozenNanos, Node.LIMIT);
          tally.readyAfter(taken);
          load.awaitAnswers(ANSWERS_AFTERWARDS);
          writer.thaw();
          awaitStandby(writer, Node.LIMIT);
          load.awaitAnswers(ANSWERS_AFTERWARDS);
          ground.progress(
              "writer, round %d of %d: frozen %s a commit, the other one took over after %d ms"
                  .formatted(round, rounds, inside ? "inside" : "outside of", taken.toMillis()));
        }
        inspection.inspect(load.attempts(), other.address());
        requireRefusal(writer, load.attempts().getLast(), patient, tally);
        Node deposed = writer;
        writer = other;
        other = deposed;
      }
      stopTheWriter(writer, other, cast, client, inspection, tally);
    }
    tally.remark("%d of %d times frozen inside a commit".formatted(insideACommit, rounds));
  }

  private static void stopTheWriter(
      Node writer, Node other, Cast cast, Client client, Inspection inspection, Tally tally)
      throws Exception {
    Load load =
        Load.begin(
            client, cast, List.of(writer.address(), other.address()), tally, "stop the writer");
    try (load) {
      load.awaitAnswers(ANSWERS_AFTERWARDS);
      long stoppedNanos = System.nanoTime();
      writer.stop();
      Duration taken = other.awaitReadySince(stoppedNanos, Node.LIMIT);
      tally.readyAfter(taken);
      load.awaitAnswers(ANSWERS_AFTERWARDS);
      tally.remark("took over %d ms after the writer was told to stop".formatted(taken.toMillis()));
    }
    inspection.inspect(load.attempts(), other.address());
  }

  private static boolean freezeInsideACommit(Node writer, Installation installation)
      throws SQLException, IOException, InterruptedException {
    try (Connection connection = installation.connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      for (int attempt = 1; ; attempt++) {
        writer.freeze();
        // What the database works on ends first.
        Thread.sleep(10);
        if (isCommitUnderWay(statement)) {
          return true;
        }
        if (attempt == ATTEMPTS_AT_A_COMMIT) {
          return false;
        }
        writer.thaw();
        Thread.sleep(ThreadLocalRandom.current().nextInt(5, 25));
      }
    }
  }

  private static boolean isCommitUnderWay(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(COMMIT_UNDER_WAY)) {
      return row.next() && row.getInt(1) > 0;
    }
  }

  /** Waits until a node says that another one writes. */
  private static void awaitStandby(Node node, Duration limit)
      throws IOException, InterruptedException {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (true) {
      String last;
      try {
        Reply readiness = node.readiness();
        if (readiness.status() == 503
            && readiness
                .json()
                .path("components")
                .path("writer")
                .path("status")
                .asString("")
                .equals("OUT_OF_SERVICE")) {
          return;
        }
        last = readiness.toString();
      } catch (IOException e) {
        last = e.toString();
      }
      if (System.nanoTime() > deadlineNanos) {
        throw new Broken(node + " does not say that it stands by, but " + last);
      }
      Thread.sleep(25);
    }
  }

  private static void requireRefusal(Node deposed, Attempt sent, Client client, Tally tally)
      throws IOException {
    Reply reply =
        client.send(
            "POST",
            deposed.address() + "/wallets/send/p2p/",
            sent.body(),
            sent.headersWithKey("a deposed writer"));
    if (!reply.isProperlyUnavailable()) {
      tally.broken(deposed + " does not write, and answers " + reply);
    }
  }
}
