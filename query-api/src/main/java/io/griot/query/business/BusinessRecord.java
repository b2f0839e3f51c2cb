package io.griot.query.business;

import io.griot.identity.business.Business;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A business as platform staff see it.
 *
 * @param user who owns it
 */
@Schema(name = "BusinessRecord")
record BusinessRecord(
    UUID id,
    long legacyNo,
    UUID user,
    boolean isActive,
    boolean isVerified,
    String name,
    @Nullable String contactPhone,
    String contactEmail,
    @Nullable UUID logo,
    @Nullable UUID license,
    Instant createdAt) {

  static BusinessRecord of(Business business) {
    return new BusinessRecord(
        business.id(),
        business.legacyNo(),
        business.ownerId(),
        business.isActive(),
        business.isVerified(),
        business.name(),
        business.contactPhone(),
        business.contactEmail(),
        business.logo(),
        business.license(),
        business.createdAt());
  }
}
