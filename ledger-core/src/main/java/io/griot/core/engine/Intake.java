package io.griot.core.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded queue in front of the writer. */
final class Intake {

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();

  /** Submissions that were drawn and not committed: before all others, in the order they came. */
  private final Queue<Submission> again =
      new PriorityQueue<>(Comparator.comparingLong(Submission::place));

  private final Deque<Submission> waiting = new ArrayDeque<>();
  private int waitingOrders;
  private long places;
  private boolean closed;

  /** For that many orders. */
  Intake(int capacity) {
    this.capacity = capacity;
  }

  /** Takes all of the submissions behind each other, or none if there is no room. */
  boolean offer(List<Submission> submissions) {
    int orders = submissions.stream().mapToInt(submission -> submission.orders().size()).sum();
    lock.lock();
    try {
      // One that is larger than the whole queue waits in an empty one.
      if (closed || (waitingOrders > 0 && waitingOrders + orders > capacity)) {
        return false;
      }
      submissions.forEach(submission -> submission.takePlace(places++));
      waiting.addAll(submissions);
      waitingOrders += orders;
      arrived.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Puts submissions that were drawn in their old places. */
  void putBack(Collection<Submission> submissions) {
    lock.lock();
    try {
      again.addAll(submissions);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What waits now, up to a number of orders; waits itself while there is nothing.
   *
   * @return empty if the intake is closed and nothing is left
   */
  List<Submission> draw(int mostOrders) {
    lock.lock();
    try {
      while (again.isEmpty() && waiting.isEmpty()) {
        if (closed) {
          return List.of();
        }
        arrived.awaitUninterruptibly();
      }
      if (!again.isEmpty() && again.peek().isAlone()) {
        return List.of(again.remove());
      }
      List<Submission> drawn = new ArrayList<>(Math.min(mostOrders, again.size() + waiting.size()));
      int orders = 0;
      while (orders < mostOrders && !again.isEmpty() && !again.peek().isAlone()) {
        orders += take(again.remove(), drawn);
      }
      while (again.isEmpty() && orders < mostOrders && !waiting.isEmpty()) {
        int taken = take(waiting.remove(), drawn);
        waitingOrders -= taken;
        orders += taken;
      }
      return drawn;
    } finally {
      lock.unlock();
    }
  }

  /** Everything that waits. */
  List<Submission> drain() {
    lock.lock();
    try {
      List<Submission> drained = new ArrayList<>(again);
      drained.addAll(waiting);
      again.clear();
      waiting.clear();
      waitingOrders = 0;
      return drained;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more; what waits may still be drawn. */
  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many orders wait. */
  int depth() {
    lock.lock();
    try {
      return waitingOrders;
    } finally {
      lock.unlock();
    }
  }

  private static int take(Submission submission, List<Submission> drawn) {
    drawn.add(submission);
    return submission.orders().size();
  }
}
