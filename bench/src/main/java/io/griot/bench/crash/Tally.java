package io.griot.bench.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts what a scenario finds; its clients find things at the same time. */
final class Tally {

  private static final int MOST_FINDINGS = 8;

  private final String scenario;
  private final List<String> broken = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private int rounds;
  private int acknowledged;
  private int inFlight;
  private int lost;
  private int doubled;
  private Duration longest = Duration.ZERO;

  Tally(String scenario) {
    this.scenario = scenario;
  }

  synchronized void round() {
    rounds++;
  }

  /** A load has ended; what it did not get answers to was in flight. */
  synchronized void sent(List<Attempt> attempts) {
    acknowledged += (int) attempts.stream().filter(Attempt::isAnswered).count();
    inFlight += (int) attempts.stream().filter(Attempt::wasInFlight).count();
  }

  synchronized void lost(String what) {
    lost++;
    broken("lost: " + what);
  }

  synchronized void doubled(String what) {
    doubled++;
    broken("doubled: " + what);
  }

  synchronized void broken(String what) {
    if (broken.size() < MOST_FINDINGS) {
      broken.add("round " + rounds + ": " + what);
    }
  }

  synchronized void remark(String what) {
    remarks.add(what);
  }

  synchronized void readyAfter(Duration time) {
    longest = time.compareTo(longest) > 0 ? time : longest;
  }

  synchronized boolean isClean() {
    return broken.isEmpty();
  }

  synchronized Result result() {
    return new Result(
        scenario,
        rounds,
        acknowledged,
        inFlight,
        lost,
        doubled,
        longest.toMillis() / 1e3,
        List.copyOf(broken),
        List.copyOf(remarks));
  }
}
