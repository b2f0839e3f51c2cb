package io.griot.query.account;

import io.griot.core.id.AccountId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.projection.account.AccountView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A wallet, amounts in major units of its currency. */
@Schema(name = "Wallet")
record WalletAnswer(
    UUID id,
    Instant createdAt,
    Instant updatedAt,
    BigDecimal balance,
    BigDecimal frozenAmount,
    BigDecimal available,
    boolean isRestricted,
    @Schema(allowableValues = {"user", "business", "enterprise", "external"}) String walletType,
    @Nullable UUID user,
    @Nullable UUID business,
    @Nullable UUID enterprise,
    @Nullable String externalReference,
    String currency) {

  static WalletAnswer of(AccountView wallet) {
    Owner owner = wallet.owner() == null ? new Owner.Nobody() : wallet.owner();
    return new WalletAnswer(
        uuid(wallet.account()),
        wallet.openedAt(),
        wallet.updatedAt(),
        majorUnits(wallet.postedMinorUnits(), wallet.currency()),
        majorUnits(wallet.frozenMinorUnits(), wallet.currency()),
        majorUnits(wallet.availableMinorUnits(), wallet.currency()),
        wallet.restricted(),
        switch (owner) {
          case Owner.User _ -> "user";
          case Owner.Business _ -> "business";
          case Owner.Enterprise _ -> "enterprise";
          case Owner.Nobody _ -> "external";
        },
        owner instanceof Owner.User(UUID user) ? user : null,
        owner instanceof Owner.Business(UUID business) ? business : null,
        owner instanceof Owner.Enterprise(UUID enterprise) ? enterprise : null,
        wallet.externalReference(),
        wallet.currency().getCurrencyCode());
  }

  private static UUID uuid(AccountId account) {
    if (account instanceof WalletId(UUID uuid)) {
      return uuid;
    }
    throw new IllegalArgumentException(account + " is not a wallet");
  }

  private static BigDecimal majorUnits(BigInteger minorUnits, Currency currency) {
    return new BigDecimal(minorUnits, currency.getDefaultFractionDigits());
  }
}
