package io.griot.identity.business;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said of a new service. */
public record OfferingDetails(
    String name, OfferingType type, boolean isActive, @Nullable UUID image, List<UUID> categories) {

  public OfferingDetails {
    categories = List.copyOf(categories);
  }
}
