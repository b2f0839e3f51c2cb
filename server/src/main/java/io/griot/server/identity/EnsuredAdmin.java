package io.griot.server.identity;

import io.griot.server.settings.FirstAdmin;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Makes sure of the administrator that the settings name, before the first request is taken. */
final class EnsuredAdmin implements SmartLifecycle {

  private final @Nullable FirstAdmin configured;
  private final io.griot.identity.person.FirstAdmin identity;
  private volatile boolean running;

  EnsuredAdmin(@Nullable FirstAdmin configured, io.griot.identity.person.FirstAdmin identity) {
    this.configured = configured;
    this.identity = identity;
  }

  @Override
  public void start() {
    if (configured != null) {
      identity.ensure(configured.phone(), configured.password());
    }
    running = true;
  }

  @Override
  public void stop() {
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
