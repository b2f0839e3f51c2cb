package io.griot.server;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process when stopping takes longer than what supervisors are told to wait. */
final class StopDeadline {

  private static final Logger LOG = LoggerFactory.getLogger(StopDeadline.class);

  // Supervisors are told 30 s. What is left open then is what a crash leaves, and every start mends
  // that.
  private static final Duration PATIENCE = Duration.ofSeconds(28);
  private static final int EXIT_CODE = 1;

  private StopDeadline() {}

  static void start() {
    Thread.ofPlatform().daemon().name("stop-deadline").start(StopDeadline::haltWhenPassed);
  }

  private static void haltWhenPassed() {
    try {
      Thread.sleep(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    LOG.error("Stopping took longer than {} s; ending now", PATIENCE.toSeconds());
    Runtime.getRuntime().halt(EXIT_CODE);
  }
}
