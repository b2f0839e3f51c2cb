package io.griot.bench.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that send transfers as fast as they can, each under a key; who gets no answer sends the
 * same again, to the next node if there is one, until the load ends.
 */
final class Load implements AutoCloseable {

  private static final int CLIENTS = 24;
  private static final Duration PAUSE = Duration.ofMillis(40);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Client client;
  private final Cast cast;
  private final List<String> addresses;
  private final Tally tally;
  private final String name;
  private final ConcurrentLinkedQueue<Attempt> attempts = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(CLIENTS);
  private volatile boolean ending;

  private Load(Client client, Cast cast, List<String> addresses, Tally tally, String name) {
    this.client = client;
    this.cast = cast;
    this.addresses = addresses;
    this.tally = tally;
    this.name = name;
  }

  /**
   * Begins.
   *
   * @param addresses of nodes, of which one writes
   * @param name unlike that of any other load
   */
  static Load begin(Client client, Cast cast, List<String> addresses, Tally tally, String name) {
    Load load = new Load(client, cast, addresses, tally, name);
    for (int number = 0; number < CLIENTS; number++) {
      String prefix = name + " " + number + " ";
      Thread.ofVirtual().start(() -> load.run(prefix));
    }
    return load;
  }

  /** Waits until so many more were answered for good. */
  void awaitAnswers(int more) throws InterruptedException {
    int wanted = answered.get() + more;
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (answered.get() < wanted) {
      if (!tally.isClean()) {
        throw new Broken("the load was broken off");
      }
      if (System.nanoTime() > deadlineNanos) {
        throw new Broken(
            "load %s: %d of %d answers within %s s"
                .formatted(name, answered.get(), wanted, PATIENCE.toSeconds()));
      }
      Thread.sleep(2);
    }
  }

  /** How many requests were told to come again. */
  int unavailable() {
    return unavailable.get();
  }

  List<Attempt> attempts() {
    return new ArrayList<>(attempts);
  }

  /** Ends it: nobody sends again, and what is under way is waited for. */
  @Override
  public void close() {
    ending = true;
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(String prefix) {
    try {
      int node = 0;
      for (int number = 0; !ending; number++) {
        Attempt attempt = Attempt.of(prefix + number, cast);
        attempts.add(attempt);
        while (!isAnswered(attempt, addresses.get(node))) {
          attempt.unanswered();
          if (ending) {
            return;
          }
          node = (node + 1) % addresses.size();
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    } finally {
      ended.countDown();
    }
  }

  private boolean isAnswered(Attempt attempt, String address) {
    Reply reply;
    try {
      reply = send(client, attempt, address);
    } catch (IOException e) {
      return false;
    }
    if (reply.status() == attempt.expectedStatus()) {
      attempt.answered(reply);
      answered.incrementAndGet();
      return true;
    }
    if (reply.status() == 503) {
      unavailable.incrementAndGet();
    }
    if (!reply.isProperlyUnavailable()) {
      tally.broken("no proper answer from " + address + " to " + attempt + ": " + reply);
    }
    return false;
  }

  static Reply send(Client client, Attempt attempt, String address) throws IOException {
    return client.send("POST", address + "/wallets/send/p2p/", attempt.body(), attempt.headers());
  }
}
