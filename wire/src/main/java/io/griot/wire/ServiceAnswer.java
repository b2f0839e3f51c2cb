package io.griot.wire;

import io.griot.identity.business.Offering;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service that a business offers.
 *
 * @param businessLegacyNo the number by which older clients know the business
 */
@Schema(name = "Service")
public record ServiceAnswer(
    UUID id,
    Instant createdAt,
    Instant updatedAt,
    String name,
    @Schema(allowableValues = {"basic", "premium"}) String serviceType,
    boolean isActive,
    UUID business,
    long businessLegacyNo,
    @Nullable UUID image,
    List<UUID> categories) {

  public static ServiceAnswer of(Offering offering) {
    return new ServiceAnswer(
        offering.id(),
        offering.createdAt(),
        offering.updatedAt(),
        offering.name(),
        offering.type().spelling(),
        offering.isActive(),
        offering.businessId(),
        offering.businessLegacyNo(),
        offering.image(),
        offering.categories());
  }
}
