package io.griot.sandbox.effect;

import io.griot.sandbox.operation.Operation;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One payment that took place.
 *
 * @param customer the policy, client reference, meter or phone number, as the caller wrote it
 * @param bill the bill's number, empty where nothing is billed (Woyofal, airtime)
 * @param amount in major units of the provider's currency (XOF or CDF)
 * @param transaction the provider's own number of the payment
 */
public record Effect(
    Operation operation,
    String customer,
    String bill,
    BigDecimal amount,
    String transaction,
    Instant at) {

  boolean concerns(String reference) {
    return customer.equals(reference) || bill.equals(reference);
  }
}
