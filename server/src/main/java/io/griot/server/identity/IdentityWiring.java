package io.griot.server.identity;

import io.griot.identity.IdentityConfiguration;
import io.griot.identity.IdentitySettings;
import io.griot.server.role.ConditionalOnRole;
import io.griot.server.role.Role;
import io.griot.server.settings.FirstAdmin;
import io.griot.server.settings.RegionalSettings;
import io.griot.wire.WireSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Hands this server's settings to identity and to the wire. */
@Configuration(proxyBeanMethods = false)
@Import(IdentityConfiguration.class)
class IdentityWiring {

  @Bean
  IdentitySettings identityOfTheServer(
      io.griot.server.settings.IdentitySettings settings, RegionalSettings regional) {
    IdentitySettings defaults = IdentitySettings.defaults();
    return new IdentitySettings(
        settings.accessTokenLifetime(),
        settings.refreshTokenLifetime(),
        settings.signingKeyLifetime(),
        defaults.failuresBeforeLock(),
        defaults.lockDuration(),
        defaults.verifiedFor(),
        defaults.verifiedAtMost(),
        regional.region(),
        regional.currency().getCurrencyCode(),
        settings.oidcIssuer(),
        settings.oidcAudience(),
        defaults.argon2());
  }

  @Bean
  WireSettings wireOfTheServer(RegionalSettings regional) {
    return new WireSettings(regional.zone());
  }

  /** Only where people are written; a query node finds the admin in the database. */
  @Bean
  @ConditionalOnRole(Role.COMMAND)
  SmartLifecycle firstAdminEnsured(
      ObjectProvider<FirstAdmin> configured, io.griot.identity.person.FirstAdmin identity) {
    return new EnsuredAdmin(configured.getIfAvailable(), identity);
  }
}
