package io.griot.query.snapshot;

import io.griot.core.id.WalletId;
import io.griot.projection.snapshot.BalanceAt;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a wallet held, in major units of its currency. */
@Schema(name = "WalletSnapshot")
record SnapshotAnswer(
    UUID wallet,
    @Schema(description = "The day that ended then, or null if it is any other instant")
        @Nullable LocalDate day,
    Instant createdAt,
    BigDecimal balance,
    String currency) {

  static SnapshotAnswer of(BalanceAt balance) {
    if (!(balance.account() instanceof WalletId(UUID wallet))) {
      throw new IllegalArgumentException(balance.account() + " is not a wallet");
    }
    return new SnapshotAnswer(
        wallet,
        balance.day(),
        balance.at(),
        new BigDecimal(balance.minorUnits(), balance.currency().getDefaultFractionDigits()),
        balance.currency().getCurrencyCode());
  }
}
