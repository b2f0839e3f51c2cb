package io.griot.core.journal;

import io.griot.core.id.BillPaymentId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How an entry names the process whose step it is, among its references. */
public final class ProcessEntries {

  private static final String BILL_PAYMENT = "bill_payment";

  private ProcessEntries() {}

  /** The references of an entry of a payment to a utility. */
  public static Map<String, String> of(BillPaymentId paymentId) {
    return Map.of(BILL_PAYMENT, paymentId.uuid().toString());
  }

  /** Whether the entry of these references is a step of a process. */
  public static boolean isStep(Map<String, String> references) {
    return references.containsKey(BILL_PAYMENT);
  }

  /** The payment to a utility that the entry of these references is a step of. */
  public static Optional<BillPaymentId> billPayment(Map<String, String> references) {
    return Optional.ofNullable(references.get(BILL_PAYMENT))
        .map(text -> new BillPaymentId(UUID.fromString(text)));
  }
}
