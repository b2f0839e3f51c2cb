package io.griot.server.ledger;

import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the ledger before the first request is taken and stops it after the last was answered.
 *
 * <p>The web server starts after phase 0 and stops before it.
 */
final class LedgerLifecycle implements SmartLifecycle {

  private final Configuration configuration;
  private volatile boolean running;

  LedgerLifecycle(Configurer configurer) {
    this.configuration = configurer.buildConfiguration();
  }

  Configuration configuration() {
    return configuration;
  }

  @Override
  public void start() {
    configuration.start();
    running = true;
  }

  @Override
  public void stop() {
    configuration.shutdown();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
