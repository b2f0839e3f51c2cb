package io.griot.server.gateway;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.griot.server.settings.InvalidSetting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * How the payment gateway reads phones, and how patient it is.
 *
 * @param region ISO 3166 code of the country of phones without a country code
 * @param patience how long an answer waits for the outcome of a payment; 0s to 60s
 */
@ConfigurationProperties("griot.gateway")
public record GatewaySettings(
    @DefaultValue("SN") String region, // A record cannot name a component "wait".
    @Name("wait") @DefaultValue("10s") Duration patience) {

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  public GatewaySettings {
    if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(region)) {
      throw new InvalidSetting(
          "griot.gateway.region",
          "is \"" + region + "\"",
          "give the two capital letters of a country, such as SN, CI or CD");
    }
    if (patience.isNegative() || patience.compareTo(LONGEST_WAIT) > 0) {
      throw new InvalidSetting(
          "griot.gateway.wait",
          "is " + patience.toSeconds() + "s",
          "give a duration from 0s to 60s");
    }
  }
}
