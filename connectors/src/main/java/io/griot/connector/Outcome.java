package io.griot.connector;

import io.griot.core.bill.Confirmation;

/**
 * What became of a payment's one call. Reasons are sentences for a person, without addresses,
 * credentials or what was answered.
 */
public sealed interface Outcome {

  /** The provider did it, and its answer proves that. */
  record Confirmed(Confirmation confirmation) implements Outcome {}

  /** The provider said that it did not do it. */
  record Rejected(String reason) implements Outcome {}

  /** Provably nothing took effect: the provider was not reached, or turned the caller away. */
  record NotSent(String reason) implements Outcome {}

  /** The provider may have done it. Neither to be repeated nor to be refunded on this alone. */
  record Unknown(String reason) implements Outcome {}
}
