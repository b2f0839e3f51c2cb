package io.griot.server.connector;

import io.griot.core.utility.Provider;
import io.griot.sandbox.Sandbox;
import io.griot.sandbox.SandboxSettings;
import io.griot.sandbox.wizall.WizallCredentials;
import io.griot.server.role.Role;
import io.griot.server.role.RoleSettings;
import io.griot.server.settings.Mode;
import io.griot.server.settings.PlatformSettings;
import java.net.URI;
import java.time.Clock;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the providers are: as configured, or simulated in development. */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

  /** A process that plays them all has nobody to agree with on what was paid. */
  private static final Set<Role> WHOLE = Set.of(Role.COMMAND, Role.QUERY, Role.CONNECTORS);

  @Bean
  SimulatedProviders simulatedProviders(
      PlatformSettings platform,
      RoleSettings roles,
      WizallSettings wizall,
      RegidesoSettings regideso,
      Clock clock) {
    boolean wanted = wizall.url() == null || regideso.url() == null;
    boolean simulated =
        platform.mode() == Mode.DEVELOPMENT && roles.roles().played().containsAll(WHOLE);
    return new SimulatedProviders(
        wanted && simulated ? Sandbox.start(settings(wizall, regideso, clock)) : null);
  }

  @Bean
  ProviderAddresses providerAddresses(
      WizallSettings wizall, RegidesoSettings regideso, SimulatedProviders simulated) {
    Sandbox sandbox = simulated.sandbox();
    return new ProviderAddresses(
        or(wizall.url(), sandbox == null ? null : sandbox.wizallUrl()),
        or(regideso.url(), sandbox == null ? null : sandbox.regidesoUrl()));
  }

  @Bean
  OfferedProviders offeredProviders(
      ProviderAddresses addresses, WizallSettings wizall, RegidesoSettings regideso) {
    Map<Provider, Currency> currencies = new EnumMap<>(Provider.class);
    if (addresses.wizall() != null) {
      currencies.put(Provider.WIZALL, wizall.currency());
    }
    if (addresses.regideso() != null) {
      currencies.put(Provider.REGIDESO, regideso.currency());
    }
    return new OfferedProviders(currencies);
  }

  /** What is configured for a provider without an address, the simulated one takes. */
  private static SandboxSettings settings(
      WizallSettings wizall, RegidesoSettings regideso, Clock clock) {
    WizallCredentials standard = WizallCredentials.OF_THE_SANDBOX;
    SandboxSettings settings = SandboxSettings.standard(clock);
    return settings.credentials(
        new WizallCredentials(
            Objects.requireNonNullElse(wizall.username(), standard.username()),
            Objects.requireNonNullElse(wizall.password(), standard.password()),
            Objects.requireNonNullElse(wizall.msisdn(), standard.msisdn()),
            Objects.requireNonNullElse(wizall.pincode(), standard.pincode())),
        Objects.requireNonNullElse(regideso.apiKey(), settings.regidesoApiKey()));
  }

  private static @Nullable URI or(@Nullable URI configured, @Nullable URI simulated) {
    return configured == null ? simulated : configured;
  }
}
