package io.griot.identity.integrator;

import java.time.Instant;
import java.util.UUID;

/** An enterprise that speaks to the gateway, and the name by which it signs in there. */
public record Integrator(
    UUID id, UUID enterpriseId, String name, String username, Instant createdAt) {}
