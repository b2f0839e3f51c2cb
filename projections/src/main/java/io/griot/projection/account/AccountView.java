package io.griot.projection.account;

import io.griot.core.id.AccountId;
import io.griot.core.id.Owner;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds.
 *
 * @param owner whose wallet it is; null for a system account
 * @param postedMinorUnits credits less debits
 * @param frozenMinorUnits of the posted, what may not be spent
 * @param openedPosition where the account came into being; the order of listings
 * @param position of the last event that changed it
 */
public record AccountView(
    AccountId account,
    @Nullable Owner owner,
    @Nullable String externalReference,
    Currency currency,
    BigInteger debitsMinorUnits,
    BigInteger creditsMinorUnits,
    BigInteger postedMinorUnits,
    BigInteger frozenMinorUnits,
    BigInteger availableMinorUnits,
    boolean restricted,
    Instant openedAt,
    Instant updatedAt,
    long openedPosition,
    long position) {

  /** The owner's id; null if it is nobody's wallet, or not a wallet. */
  public @Nullable UUID ownerId() {
    return owner == null ? null : ownerId(owner);
  }

  static @Nullable UUID ownerId(Owner owner) {
    return switch (owner) {
      case Owner.User(UUID uuid) -> uuid;
      case Owner.Business(UUID uuid) -> uuid;
      case Owner.Enterprise(UUID uuid) -> uuid;
      case Owner.Nobody() -> null;
    };
  }
}
