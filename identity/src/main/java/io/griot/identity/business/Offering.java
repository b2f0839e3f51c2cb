package io.griot.identity.business;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service that a business offers; the wire calls it a service. */
public record Offering(
    UUID id,
    UUID businessId,
    long businessLegacyNo,
    UUID ownerId,
    String name,
    OfferingType type,
    boolean isActive,
    @Nullable UUID image,
    List<UUID> categories,
    Instant createdAt,
    Instant updatedAt) {

  public Offering {
    categories = List.copyOf(categories);
  }
}
