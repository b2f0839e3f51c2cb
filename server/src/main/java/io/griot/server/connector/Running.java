package io.griot.server.connector;

import org.springframework.context.SmartLifecycle;

/** Something that runs from one point of the server's start to one of its end. */
final class Running implements SmartLifecycle {

  private final Runnable start;
  private final Runnable stop;
  private final int phase;
  private volatile boolean running;

  Running(Runnable start, Runnable stop, int phase) {
    this.start = start;
    this.stop = stop;
    this.phase = phase;
  }

  @Override
  public void start() {
    start.run();
    running = true;
  }

  @Override
  public void stop() {
    stop.run();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return phase;
  }
}
