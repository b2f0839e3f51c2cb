package io.griot.identity.business;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which services a list is about; null asks for nothing in particular.
 *
 * @param categories in at least one of them
 * @param name part of it, whatever its case
 */
public record OfferingFilter(
    @Nullable UUID businessId,
    @Nullable List<UUID> categories,
    @Nullable Boolean isActive,
    @Nullable String name) {

  public static OfferingFilter none() {
    return new OfferingFilter(null, null, null, null);
  }
}
