package io.griot.query.hold;

import io.griot.projection.hold.HoldView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A hold as clients know it, amounts in major units of its currency. */
@Schema(name = "Hold")
record HoldAnswer(
    UUID id,
    UUID wallet,
    BigDecimal amount,
    @Schema(allowableValues = {"placed", "settled", "voided", "expired"}) String status,
    @Nullable Instant expiresAt,
    String remarks,
    @Schema(description = "What was paid of it") BigDecimal paidAmount,
    @Schema(description = "The payment that settled it") @Nullable UUID transaction,
    Instant createdAt,
    Instant updatedAt,
    String currency) {

  static HoldAnswer of(HoldView hold) {
    return new HoldAnswer(
        hold.holdId().uuid(),
        hold.walletId().uuid(),
        hold.amount().majorUnits(),
        hold.status().text(),
        hold.expiresAt(),
        hold.remarks(),
        hold.paid().majorUnits(),
        hold.entryId() == null ? null : hold.entryId().uuid(),
        hold.placedAt(),
        hold.updatedAt(),
        hold.amount().currency().getCurrencyCode());
  }
}
