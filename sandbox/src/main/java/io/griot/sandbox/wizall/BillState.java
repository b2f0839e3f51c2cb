package io.griot.sandbox.wizall;

import io.griot.sandbox.exchange.Json;
import tools.jackson.databind.node.ObjectNode;

/** Whether a bill is paid. */
sealed interface BillState {
  record Unpaid() implements BillState {}

  record Paid(String transactionNumber) implements BillState {}

  /** The first field of a bill. */
  default ObjectNode begin() {
    ObjectNode node = Json.object();
    switch (this) {
      case Unpaid unpaid -> node.putNull("PAYMENT_TRANSACTION_NUMBER");
      case Paid paid -> node.put("PAYMENT_TRANSACTION_NUMBER", paid.transactionNumber());
    }
    return node;
  }

  default boolean isPaid() {
    return this instanceof Paid;
  }
}
