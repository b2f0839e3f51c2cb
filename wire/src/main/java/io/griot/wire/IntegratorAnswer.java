package io.griot.wire;

import io.griot.identity.integrator.Integrator;
import java.util.UUID;

/**
 * An integrator as admins see it.
 *
 * @param enterprise in whose name it acts, and to whom people grant it to pull
 */
public record IntegratorAnswer(UUID id, UUID enterprise, String name, String username) {
  public static IntegratorAnswer of(Integrator integrator) {
    return new IntegratorAnswer(
        integrator.id(), integrator.enterpriseId(), integrator.name(), integrator.username());
  }
}
