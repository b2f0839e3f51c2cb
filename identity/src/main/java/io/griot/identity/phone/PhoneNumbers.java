package io.griot.identity.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads phone numbers in any usual spelling; one without a country code is of the default region.
 */
public final class PhoneNumbers {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{8,15}");

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

  /**
   * The number, or nothing if it is no valid number; one that begins with its country code without
   * a plus is read too, if it does not mean another number in the default region.
   */
  public Optional<PhoneNumber> findLoosely(String raw) {
    String stripped = raw.strip();
    return find(stripped)
        .or(() -> DIGITS.matcher(stripped).matches() ? find("+" + stripped) : Optional.empty());
  }

  /**
   * The number as a whole number that {@link #findLoosely} reads: of the default region without its
   * country code, unless a zero at its front would be lost, and with it otherwise.
   */
  public long wholeNumber(PhoneNumber phone) {
    try {
      Phonenumber.PhoneNumber number = phones.parse(phone.e164(), defaultRegion);
      String national = phones.getNationalSignificantNumber(number);
      return phone.country().equals(defaultRegion) && !national.startsWith("0")
          ? Long.parseLong(national)
          : Long.parseLong(phone.e164().substring(1));
    } catch (NumberParseException e) {
      throw new IllegalStateException("Was valid before: " + phone, e);
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
