package io.griot.server.connector;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.griot.server.settings.InvalidSetting;
import io.griot.server.settings.ProductionRequirements;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Wizall: SENELEC, SDE, Woyofal and airtime in Senegal.
 *
 * @param msisdn of our float there, in Senegal's national form
 * @param unknownWindow how long an unknown outcome is sought before it is decided otherwise
 * @param unpaidAfterWindow what becomes of a payment that is still shown as unpaid then
 * @param concurrency payments under way at once for one utility
 * @param callsPerSecond payments, and questions apart from them; 0 for any number
 */
@ConfigurationProperties("griot.wizall")
public record WizallSettings(
    @Nullable URI url,
    @Nullable String username,
    @Nullable String password,
    @Nullable String msisdn,
    @Nullable String pincode,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("30m") Duration unknownWindow,
    @DefaultValue("30s") Duration queryInterval,
    @DefaultValue("XOF") Currency currency,
    @DefaultValue("person") UnpaidAfterWindow unpaidAfterWindow,
    @DefaultValue("256") int concurrency,
    @DefaultValue("0") int callsPerSecond)
    implements ProductionRequirements {

  private static final String PREFIX = "griot.wizall";
  private static final String REMEDY = "it must be given with GRIOT_WIZALL_URL";
  private static final String REGION = "SN";
  private static final int COUNTRY = 221;

  /** What becomes of a payment whose bill is still unpaid at the window's end. */
  public enum UnpaidAfterWindow {
    /** Somebody decides: the provider's effect may come late. */
    PERSON,
    /** The payer gets the money back. */
    REFUND
  }

  public WizallSettings {
    url = ProviderSettings.address(PREFIX, url);
    username = ProviderSettings.given(username);
    password = password == null || password.isEmpty() ? null : password;
    msisdn = ProviderSettings.given(msisdn);
    msisdn = msisdn == null ? null : national(msisdn);
    pincode = ProviderSettings.given(pincode);
    ProviderSettings.limits(
        PREFIX, timeout, unknownWindow, queryInterval, concurrency, callsPerSecond);
  }

  private static String national(String given) {
    var phones = PhoneNumberUtil.getInstance();
    try {
      var number = phones.parse(given, REGION);
      if (number.getCountryCode() == COUNTRY && phones.isValidNumber(number)) {
        return phones.getNationalSignificantNumber(number);
      }
    } catch (NumberParseException e) {
      throw invalid(given, e);
    }
    throw invalid(given, null);
  }

  private static InvalidSetting invalid(String given, @Nullable Throwable cause) {
    var invalid =
        new InvalidSetting(
            PREFIX + ".msisdn",
            "is \"" + given + "\", which is no phone number of Senegal",
            "give one such as 771234567");
    if (cause != null) {
      invalid.initCause(cause);
    }
    return invalid;
  }

  @Override
  public void requireForProduction() {
    if (url == null) {
      return;
    }
    ProviderSettings.require(PREFIX + ".username", username, REMEDY);
    ProviderSettings.require(PREFIX + ".password", password, REMEDY);
    ProviderSettings.require(PREFIX + ".msisdn", msisdn, REMEDY);
    ProviderSettings.require(PREFIX + ".pincode", pincode, REMEDY);
    ProviderSettings.requireEncrypted(PREFIX, url);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "WizallSettings[url=" + url + "]";
  }
}
