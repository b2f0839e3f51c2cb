package io.griot.server.settings;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.ZoneId;
import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How money, phones and dates are read where they do not say it themselves. */
@ConfigurationProperties("griot")
public record RegionalSettings(
    @DefaultValue("ETB") Currency currency,
    @DefaultValue("ET") String region,
    @DefaultValue("Africa/Addis_Ababa") ZoneId zone) {

  public RegionalSettings {
    if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(region)) {
      throw new InvalidSetting(
          "griot.region",
          "is \"" + region + "\"",
          "give the two capital letters of a country, such as ET, SN, CI or CD");
    }
  }
}
