package io.griot.identity.business;

import io.griot.identity.wallet.Owner;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A business, owned by a person; its legacy number is the integer id that old clients know. */
public record Business(
    UUID id,
    long legacyNo,
    UUID ownerId,
    String name,
    @Nullable String contactPhone,
    String contactEmail,
    @Nullable UUID logo,
    @Nullable UUID license,
    boolean isActive,
    boolean isVerified,
    Instant createdAt) {
  public Owner owner() {
    return Owner.business(id);
  }
}
