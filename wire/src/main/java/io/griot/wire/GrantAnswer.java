package io.griot.wire;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.griot.core.id.Owner;
import io.griot.core.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A grant.
 *
 * @param enterprise its id to itself; its id and name to the user
 */
public record GrantAnswer<E>(
    UUID id,
    E enterprise,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant expiresAt,
    @Schema(example = "100.00") String maxAmount,
    @Schema(description = "The sum of what was pulled", example = "12.50") String pulledAmount,
    String currency,
    @Schema(implementation = Object.class) @JsonRawValue @Nullable String metaData,
    @Schema(allowableValues = {"pending", "approved", "rejected", "suspended"}) String grantStatus,
    boolean isActive) {

  private static final int LEAST_DECIMALS = 2;

  /** An enterprise as its users see it. */
  @Schema(name = "NamedEnterprise")
  public record Named(UUID id, String name) {}

  /**
   * The identifier of an enterprise.
   *
   * @throws IllegalStateException if somebody else asked for a grant
   */
  public static UUID enterpriseId(Owner enterprise) {
    if (enterprise instanceof Owner.Enterprise(UUID id)) {
      return id;
    }
    throw new IllegalStateException(enterprise + " is no enterprise");
  }

  /** A string with two decimals, or with as many as its currency has if these are more. */
  public static String spelled(Money amount) {
    BigDecimal units = amount.majorUnits();
    return units
        .setScale(Math.max(LEAST_DECIMALS, units.scale()), RoundingMode.UNNECESSARY)
        .toPlainString();
  }
}
