package io.griot.server.connector;

import io.griot.server.settings.ProductionRequirements;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * REGIDESO: water bills in the DRC.
 *
 * @param operator our name among those who take payments for it
 * @param unknownWindow how long an unknown outcome is sought before a person decides
 * @param concurrency payments under way at once
 * @param callsPerSecond payments, and questions apart from them; 0 for any number
 */
@ConfigurationProperties("griot.regideso")
public record RegidesoSettings(
    @Nullable URI url,
    @Nullable String apiKey,
    @Nullable String operator,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("30m") Duration unknownWindow,
    @DefaultValue("30s") Duration queryInterval,
    @DefaultValue("CDF") Currency currency,
    @DefaultValue("256") int concurrency,
    @DefaultValue("0") int callsPerSecond)
    implements ProductionRequirements {

  private static final String PREFIX = "griot.regideso";
  private static final String REMEDY = "it must be given with GRIOT_REGIDESO_URL";

  public RegidesoSettings {
    url = ProviderSettings.address(PREFIX, url);
    apiKey = ProviderSettings.given(apiKey);
    operator = ProviderSettings.given(operator);
    ProviderSettings.limits(
        PREFIX, timeout, unknownWindow, queryInterval, concurrency, callsPerSecond);
  }

  @Override
  public void requireForProduction() {
    if (url == null) {
      return;
    }
    ProviderSettings.require(PREFIX + ".api-key", apiKey, REMEDY);
    ProviderSettings.require(PREFIX + ".operator", operator, REMEDY);
    ProviderSettings.requireEncrypted(PREFIX, url);
  }

  /** Without its key. */
  @Override
  public String toString() {
    return "RegidesoSettings[url=" + url + "]";
  }
}
