package io.griot.core.bill;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a provider confirmed a payment.
 *
 * @param providerReference its transaction number, if the answer with it was not lost
 * @param vouchers what the customer gets beside it, such as a meter's {@code token} and {@code kwh}
 */
public record Confirmation(@Nullable String providerReference, Map<String, String> vouchers) {

  public Confirmation {
    vouchers = Map.copyOf(vouchers);
  }
}
