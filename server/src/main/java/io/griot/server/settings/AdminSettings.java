package io.griot.server.settings;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The first administrator, who gives everybody else their roles. */
@ConfigurationProperties("griot.admin")
public record AdminSettings(@Nullable String phone, @Nullable String password)
    implements ProductionRequirements {

  static final int SHORTEST_PASSWORD = 8;

  public AdminSettings {
    phone = phone == null || phone.isBlank() ? null : phone.strip();
    password = password == null || password.isEmpty() ? null : password;
    if (password != null && password.length() < SHORTEST_PASSWORD) {
      throw new InvalidSetting(
          "griot.admin.password",
          "is too short",
          "give at least " + SHORTEST_PASSWORD + " characters");
    }
  }

  /** The phone in E.164; a phone without a country code is read in the region. */
  public Optional<String> phoneIn(String region) {
    return Optional.ofNullable(phone).map(given -> e164(given, region));
  }

  private static String e164(String given, String region) {
    var phones = PhoneNumberUtil.getInstance();
    try {
      var number = phones.parse(given, region);
      if (phones.isValidNumber(number)) {
        return phones.format(number, PhoneNumberFormat.E164);
      }
    } catch (NumberParseException e) {
      throw invalid(given, e);
    }
    throw invalid(given, null);
  }

  private static InvalidSetting invalid(String given, @Nullable Throwable cause) {
    var invalid =
        new InvalidSetting(
            "griot.admin.phone",
            "is \"" + given + "\", which is no phone number",
            "give one with its country code, such as +251911000000");
    if (cause != null) {
      invalid.initCause(cause);
    }
    return invalid;
  }

  @Override
  public void requireForProduction() {
    if (phone != null && password == null) {
      throw new InvalidSetting(
          "griot.admin.password",
          "is missing",
          "in production the administrator named by GRIOT_ADMIN_PHONE needs a password");
    }
  }

  @Override
  public String toString() {
    return "AdminSettings[phone=" + phone + "]";
  }
}
