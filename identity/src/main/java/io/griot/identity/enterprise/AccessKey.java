package io.griot.identity.enterprise;

import java.time.Instant;
import java.util.UUID;

/** The public half of what an enterprise's programs sign in with. */
public record AccessKey(
    UUID id,
    UUID enterpriseId,
    String accessId,
    boolean isActive,
    Instant createdAt,
    Instant updatedAt) {}
