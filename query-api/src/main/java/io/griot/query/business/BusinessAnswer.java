package io.griot.query.business;

import io.griot.identity.business.Business;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A business.
 *
 * @param legacyNo the number by which older clients know it
 */
@Schema(name = "Business")
record BusinessAnswer(
    UUID id,
    long legacyNo,
    boolean isActive,
    boolean isVerified,
    String name,
    @Nullable String contactPhone,
    String contactEmail,
    @Nullable UUID logo,
    @Nullable UUID license) {

  static BusinessAnswer of(Business business) {
    return new BusinessAnswer(
        business.id(),
        business.legacyNo(),
        business.isActive(),
        business.isVerified(),
        business.name(),
        business.contactPhone(),
        business.contactEmail(),
        business.logo(),
        business.license());
  }
}
