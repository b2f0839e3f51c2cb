package io.griot.bench.crash;

import io.griot.bench.crash.WholeLog.Posted;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What was sent, held against what the log has, what it says when asked again, and the views. */
final class Inspection {

  private static final int SENDERS = 16;

  private final Installation installation;
  private final Client client;
  private final Tally tally;
  private final Map<String, Attempt> attempts = new HashMap<>();

  Inspection(Installation installation, Client client, Tally tally) {
    this.installation = installation;
    this.client = client;
    this.tally = tally;
  }

  /**
   * After a load: nobody sends any more, and a node is ready.
   *
   * @param address of the node that writes
   */
  void inspect(List<Attempt> sent, String address)
      throws SQLException, IOException, InterruptedException {
    tally.sent(sent);
    sent.forEach(attempt -> attempts.put(attempt.key(), attempt));
    WholeLog before = readLog();
    checkEffects(before);
    sendAgain(sent, before, address);
    try (Connection connection = installation.connect()) {
      WholeLog after = WholeLog.read(connection, tally);
      checkEffects(after);
      for (Attempt attempt : attempts.values()) {
        if (!attempt.isAnswered()) {
          tally.broken("no answer in the end to " + attempt);
        }
      }
      Views views = new Views(connection, tally);
      views.await(after.head());
      views.compare(after);
    }
  }

  WholeLog readLog() throws SQLException, IOException {
    try (Connection connection = installation.connect()) {
      return WholeLog.read(connection, tally);
    }
  }

  private void checkEffects(WholeLog log) {
    for (String key : log.keys()) {
      if (!attempts.containsKey(key)) {
        tally.doubled("something stands under key " + key + ", which nobody sent");
      }
    }
    attempts.values().forEach(attempt -> checkEffect(attempt, log));
  }

  private void checkEffect(Attempt attempt, WholeLog log) {
    List<Posted> posted = log.posted(attempt.key());
    if (posted.size() > (attempt.isCovered() ? 1 : 0)) {
      tally.doubled(attempt + " is posted as " + posted);
    }
    if (!posted.isEmpty() && !log.keeps(attempt.key())) {
      tally.doubled(attempt + " is posted, and its answer is not kept");
    }
    for (Posted entry : posted) {
      if (!entry.from().equals("wallet:" + attempt.from())
          || !entry.to().equals("wallet:" + attempt.to())
          || entry.minorUnits() != attempt.minorUnits()) {
        tally.broken(attempt + " is posted as " + entry);
      }
    }
    Reply answer = attempt.answer();
    if (answer == null) {
      return;
    }
    if (!log.keeps(attempt.key())) {
      tally.lost("the answer to " + attempt);
    }
    if (attempt.isCovered()) {
      String entryId = "entry:" + answer.json().path("id").asString("");
      if (posted.stream().noneMatch(entry -> entry.entryId().equals(entryId))) {
        tally.lost("the entry of " + attempt);
      }
    }
  }

  /** Whoever was told something is told the same; whatever had its effect has it once. */
  private void sendAgain(List<Attempt> sent, WholeLog before, String address)
      throws IOException, InterruptedException {
    List<Callable<@Nullable Void>> senders = new ArrayList<>();
    for (int number = 0; number < SENDERS; number++) {
      int first = number;
      senders.add(
          () -> {
            for (int index = first; index < sent.size(); index += SENDERS) {
              sendAgain(sent.get(index), before, address);
            }
            return null;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<@Nullable Void> sender : threads.invokeAll(senders)) {
        sender.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("What was sent cannot be sent again", e.getCause());
    }
  }

  private void sendAgain(Attempt attempt, WholeLog before, String address) throws IOException {
    Reply reply = Load.send(client, attempt, address);
    if (reply.status() != attempt.expectedStatus()) {
      tally.broken("again " + attempt + ": " + reply);
      return;
    }
    if (reply.isHit() != before.keeps(attempt.key())) {
      String which = reply.isHit() ? "a hit without a kept answer" : "carried out once more";
      tally.doubled(attempt + ": " + which);
    }
    Reply first = attempt.answer();
    if (first == null) {
      attempt.answered(reply);
    } else if (!first.body().equals(reply.body())) {
      tally.lost("the first answer to " + attempt + ", which now is " + reply.body());
    }
  }
}
