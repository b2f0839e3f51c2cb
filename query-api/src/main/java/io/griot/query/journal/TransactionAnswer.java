package io.griot.query.journal;

import io.griot.core.id.AccountId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.projection.journal.EntryView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A journal entry as clients know it.
 *
 * @param toUser id of the person whose wallet received
 * @param fromWallet null if the money came from a system account, which {@code fromAccount} names
 */
@Schema(name = "Transaction")
record TransactionAnswer(
    UUID id,
    @Nullable String toUser,
    @Nullable String toBusiness,
    @Nullable String toEnterprise,
    Instant createdAt,
    Instant updatedAt,
    BigDecimal amount,
    String remarks,
    @Schema(allowableValues = {"pending", "completed", "failed", "refunded", "partially_refunded"})
        String status,
    @Nullable UUID fromWallet,
    @Nullable UUID toWallet,
    String fromAccount,
    String toAccount,
    String currency,
    String kind,
    Instant effectiveAt) {

  /**
   * @param receiver whose wallet received, if a wallet did
   */
  static TransactionAnswer of(EntryView entry, @Nullable Owner receiver) {
    return new TransactionAnswer(
        entry.entryId().uuid(),
        receiver instanceof Owner.User(UUID user) ? user.toString() : null,
        receiver instanceof Owner.Business(UUID business) ? business.toString() : null,
        receiver instanceof Owner.Enterprise(UUID enterprise) ? enterprise.toString() : null,
        entry.recordedAt(),
        entry.updatedAt(),
        entry.amount().majorUnits(),
        entry.remarks(),
        entry.status().text(),
        wallet(entry.from()),
        wallet(entry.to()),
        entry.from().toString(),
        entry.to().toString(),
        entry.amount().currency().getCurrencyCode(),
        entry.kindText(),
        entry.effectiveAt());
  }

  static @Nullable UUID wallet(AccountId account) {
    return account instanceof WalletId(UUID uuid) ? uuid : null;
  }
}
