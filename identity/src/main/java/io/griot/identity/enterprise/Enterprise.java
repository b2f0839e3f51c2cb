package io.griot.identity.enterprise;

import io.griot.identity.wallet.Owner;
import java.time.Instant;
import java.util.UUID;

/** A company that pays in and pulls by its own programs. */
public record Enterprise(UUID id, String name, boolean isActive, Instant createdAt) {
  public Owner owner() {
    return Owner.enterprise(id);
  }
}
