package io.griot.identity.wallet;

import java.util.UUID;

/** An owner of wallets, rendered as {@code user:<uuid>}. */
public record Owner(OwnerKind kind, UUID id) {
  public static Owner user(UUID personId) {
    return new Owner(OwnerKind.USER, personId);
  }

  public static Owner business(UUID businessId) {
    return new Owner(OwnerKind.BUSINESS, businessId);
  }

  public static Owner enterprise(UUID enterpriseId) {
    return new Owner(OwnerKind.ENTERPRISE, enterpriseId);
  }

  @Override
  public String toString() {
    return kind.spelling() + ":" + id;
  }
}
