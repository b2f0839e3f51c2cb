package io.griot.server.settings;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How long what identity issues is good for, and who else may issue tokens. */
@ConfigurationProperties("griot.identity")
public record IdentitySettings(
    @DefaultValue("15m") Duration accessTokenLifetime,
    @DefaultValue("30d") Duration refreshTokenLifetime,
    @DefaultValue("30d") Duration signingKeyLifetime,
    @Nullable URI oidcIssuer,
    @Nullable String oidcAudience) {

  public IdentitySettings {
    requirePositive("griot.identity.access-token-lifetime", accessTokenLifetime);
    requirePositive("griot.identity.refresh-token-lifetime", refreshTokenLifetime);
    requirePositive("griot.identity.signing-key-lifetime", signingKeyLifetime);
    oidcAudience = oidcAudience == null || oidcAudience.isBlank() ? null : oidcAudience;
    oidcIssuer = oidcIssuer == null || oidcIssuer.toString().isBlank() ? null : oidcIssuer;
    if (oidcIssuer != null
        && (oidcIssuer.getHost() == null
            || !("https".equals(oidcIssuer.getScheme())
                || "http".equals(oidcIssuer.getScheme())))) {
      throw new InvalidSetting(
          "griot.identity.oidc-issuer",
          "is \"" + oidcIssuer + "\"",
          "give the issuer's address, such as https://login.example.com");
    }
    if (oidcIssuer != null && oidcAudience == null) {
      throw new InvalidSetting(
          "griot.identity.oidc-audience",
          "is missing",
          "name whom the issuer's tokens must be meant for: it signs them for others too");
    }
  }

  private static void requirePositive(String property, Duration lifetime) {
    if (!lifetime.isPositive()) {
      throw new InvalidSetting(property, "is not above zero", "give a duration such as 15m or 30d");
    }
  }
}
