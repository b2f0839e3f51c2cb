package io.griot.connector.bill;

import io.griot.core.id.BillPaymentId;

/** Port: is told of each boundary that a payment passes, to measure it or to break it there. */
@FunctionalInterface
public interface SagaWatch {

  /** Looks away. */
  SagaWatch NONE = (_, _) -> {};

  /** Where a payment is. */
  enum Boundary {
    /** The money left the payer; no task stands for the payment. */
    FUNDED,
    /** A task stands for it, in a transaction that is not committed. */
    SCHEDULED,
    /** The task was picked up; the provider was not called. */
    BEFORE_SUBMISSION,
    /** It stands in the log that the provider is about to be called. */
    BEFORE_CALL,
    /** The provider's answer is known here, and nowhere else. */
    AFTER_CALL,
    /** The ledger has taken in the answer; the task is not ended. */
    AFTER_REPORT
  }

  void at(Boundary boundary, BillPaymentId paymentId);
}
