package io.griot.identity;

import io.griot.identity.credential.Argon2Cost;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of identity.
 *
 * @param accessTokenLifetime how long an access token is good for; 15 minutes
 * @param refreshTokenLifetime how long a refresh token is good for; 30 days
 * @param keyRotationPeriod how long one key signs access tokens; 30 days
 * @param failuresBeforeLock failed attempts that lock a phone or a PIN; 5
 * @param lockDuration how long the lock holds; 15 minutes
 * @param verifiedFor how long a verified credential is trusted without verifying it again, and so
 *     how long another node's change of it may go unseen; 60 seconds
 * @param verifiedAtMost how many verified credentials a node keeps; 10,000
 * @param defaultRegion ISO 3166 code of the region of a phone without a country code; ET
 * @param fallbackCurrency ISO 4217 code of the first wallet's currency where the phone's country
 *     does not decide it; ETB
 * @param oidcIssuer whose tokens are accepted besides our own; none
 * @param oidcAudience whom the issuer's tokens must be meant for; none, which accepts all
 * @param argon2 what hashing a password costs; 64 MiB, two passes, one lane
 */
public record IdentitySettings(
    Duration accessTokenLifetime,
    Duration refreshTokenLifetime,
    Duration keyRotationPeriod,
    int failuresBeforeLock,
    Duration lockDuration,
    Duration verifiedFor,
    int verifiedAtMost,
    String defaultRegion,
    String fallbackCurrency,
    @Nullable URI oidcIssuer,
    @Nullable String oidcAudience,
    Argon2Cost argon2) {

  public IdentitySettings {
    requireAtLeast("access-token-lifetime", accessTokenLifetime, Duration.ofSeconds(1));
    requireAtLeast("refresh-token-lifetime", refreshTokenLifetime, accessTokenLifetime);
    requireAtLeast("key-rotation-period", keyRotationPeriod, accessTokenLifetime);
    requireAtLeast("lock-duration", lockDuration, Duration.ofSeconds(1));
    requireAtLeast("verified-for", verifiedFor, Duration.ZERO);
    require(failuresBeforeLock >= 1, "failures-before-lock", failuresBeforeLock, "at least 1");
    require(verifiedAtMost >= 0, "verified-at-most", verifiedAtMost, "not negative");
    require(
        Set.of(Locale.getISOCountries()).contains(defaultRegion),
        "default-region",
        defaultRegion,
        "an ISO 3166 code such as ET");
    require(
        Currency.getAvailableCurrencies().stream()
            .anyMatch(currency -> currency.getCurrencyCode().equals(fallbackCurrency)),
        "fallback-currency",
        fallbackCurrency,
        "an ISO 4217 code such as ETB");
    if (oidcIssuer != null) {
      require(
          oidcIssuer.isAbsolute() && oidcIssuer.getHost() != null,
          "oidc-issuer",
          oidcIssuer,
          "an absolute address");
    }
  }

  public static IdentitySettings defaults() {
    return new IdentitySettings(
        Duration.ofMinutes(15),
        Duration.ofDays(30),
        Duration.ofDays(30),
        5,
        Duration.ofMinutes(15),
        Duration.ofSeconds(60),
        10_000,
        "ET",
        "ETB",
        null,
        null,
        Argon2Cost.production());
  }

  private static void requireAtLeast(String name, Duration value, Duration least) {
    require(value.compareTo(least) >= 0, name, value, "at least " + least);
  }

  private static void require(boolean holds, String name, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + " must be " + rule + ": " + value);
    }
  }
}
