package io.griot.identity.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import java.util.Map;
import java.util.Optional;

/**
 * Reads phone numbers in any usual spelling; one without a country code is of the default region.
 */
public final class PhoneNumbers {
  private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
  private final String defaultRegion;
  private final String fallbackCurrency;

  public PhoneNumbers(String defaultRegion, String fallbackCurrency) {
    this.defaultRegion = defaultRegion;
    this.fallbackCurrency = fallbackCurrency;
  }

  /** Rejects with {@code PHONE_INVALID}, under {@code phone_number}, what is no valid number. */
  public PhoneNumber parse(String raw) {
    return parse("phone_number", raw);
  }

  /** Rejects with {@code PHONE_INVALID}, under the named field, what is no valid number. */
  public PhoneNumber parse(String field, String raw) {
    return find(raw)
        .orElseThrow(
            () -> {
              String fault =
                  "is not a valid phone number; write it as +251911234567, or without its country"
                      + " code if it is of "
                      + defaultRegion;
              return new IdentityRejection(
                  RejectionCode.PHONE_INVALID, field + " " + fault + ".", Map.of(field, fault));
            });
  }

  /** The number, or nothing if it is no valid number. */
  public Optional<PhoneNumber> find(String raw) {
    try {
      Phonenumber.PhoneNumber number = phones.parse(raw, defaultRegion);
      String country = phones.getRegionCodeForNumber(number);
      return phones.isValidNumber(number) && country != null && !number.hasExtension()
          ? Optional.of(new PhoneNumber(phones.format(number, PhoneNumberFormat.E164), country))
          : Optional.empty();
    } catch (NumberParseException unreadable) {
      return Optional.empty();
    }
  }

  /** The ISO 4217 code of the currency in which its owner's first wallet is opened. */
  public String currencyOf(PhoneNumber phone) {
    return switch (phone.country()) {
      case "ET" -> "ETB";
      case "SN", "CI" -> "XOF";
      case "CD" -> "CDF";
      default -> fallbackCurrency;
    };
  }
}
