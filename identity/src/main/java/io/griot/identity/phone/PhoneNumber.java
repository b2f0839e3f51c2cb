package io.griot.identity.phone;

/** A valid phone number in E.164, with the ISO 3166 code of its country. */
public record PhoneNumber(String e164, String country) {
  @Override
  public String toString() {
    return e164;
  }
}
