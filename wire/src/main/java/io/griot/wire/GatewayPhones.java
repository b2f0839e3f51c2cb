package io.griot.wire;

import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.phone.PhoneNumbers;
import java.util.Optional;

/**
 * Phones as the gateway's clients write them and are told them: in the gateway's own region.
 *
 * @param numbers reads a phone without a country code in that region
 */
public record GatewayPhones(PhoneNumbers numbers) {

  /** In this region, an ISO 3166 code. */
  public static GatewayPhones in(String region) {
    // The currency is of no use here: nobody registers through the gateway.
    return new GatewayPhones(new PhoneNumbers(region, "XOF"));
  }

  public Optional<PhoneNumber> find(String raw) {
    return numbers.findLoosely(raw);
  }

  /** The phone as the gateway answers it. */
  public long wholeNumber(PhoneNumber phone) {
    return numbers.wholeNumber(phone);
  }

  /** The phone, in E.164, as the gateway answers it. */
  public long wholeNumber(String e164) {
    return numbers.wholeNumber(numbers.parse(e164));
  }
}
