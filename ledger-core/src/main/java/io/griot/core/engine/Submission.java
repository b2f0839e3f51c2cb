package io.griot.core.engine;

import io.griot.core.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What waits for the writer: one order, or several of which all or none are carried out. */
final class Submission {

  private final List<Order> orders;
  private final boolean allOrNone;
  private final long submittedNanos = System.nanoTime();
  private final CompletableFuture<List<Answer>> reply = new CompletableFuture<>();

  /** Written before it waits again and read by the one thread that draws it. */
  private boolean alone;

  /** Guarded by the intake. */
  private long place;

  private Submission(List<Order> orders, boolean allOrNone) {
    this.orders = orders;
    this.allOrNone = allOrNone;
  }

  static Submission of(Order order) {
    return new Submission(List.of(order), false);
  }

  static Submission allOrNone(List<Order> orders) {
    return new Submission(List.copyOf(orders), true);
  }

  List<Order> orders() {
    return orders;
  }

  boolean isAllOrNone() {
    return allOrNone;
  }

  /** Answered once it is durable, or failed with the fault. */
  CompletableFuture<List<Answer>> reply() {
    return reply;
  }

  long submittedNanos() {
    return submittedNanos;
  }

  /** Its place among all that came. */
  long place() {
    return place;
  }

  void takePlace(long newPlace) {
    place = newPlace;
  }

  /** From now on it shares its commit with nobody. */
  Submission runAlone() {
    alone = true;
    return this;
  }

  boolean isAlone() {
    return alone;
  }
}
