package io.griot.server.connector;

import io.griot.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;

/**
 * The providers that are simulated in this process, ended with it.
 *
 * @param sandbox null if none is
 */
public record SimulatedProviders(@Nullable Sandbox sandbox) implements AutoCloseable {

  @Override
  public void close() {
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
