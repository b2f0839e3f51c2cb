package io.griot.server.task;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.SmartLifecycle;

/** Runs durable tasks behind the ledger's start and until before its end. */
final class DurableTasks implements SmartLifecycle {

  private static final int AFTER_THE_LEDGER = 1;

  private final Scheduler scheduler;
  private volatile boolean running;

  DurableTasks(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void start() {
    scheduler.start();
    running = true;
  }

  @Override
  public void stop() {
    scheduler.stop();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return AFTER_THE_LEDGER;
  }
}
