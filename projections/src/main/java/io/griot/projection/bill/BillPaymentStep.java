package io.griot.projection.bill;

import io.griot.core.bill.BillPaymentEvent;
import io.griot.core.bill.BillPaymentEvent.BillPaymentConfirmed;
import io.griot.core.bill.BillPaymentEvent.BillPaymentContradicted;
import io.griot.core.bill.BillPaymentEvent.BillPaymentFunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentNotSent;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeSought;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeUnknown;
import io.griot.core.bill.BillPaymentEvent.BillPaymentReferred;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRefunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRejected;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRequested;
import io.griot.core.bill.BillPaymentEvent.BillPaymentResolved;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSettled;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSubmitted;
import java.util.Locale;

/** What a step on the way of a payment to a utility is. */
public enum BillPaymentStep {
  REQUESTED,
  /** The money left the payer. */
  FUNDED,
  /** The provider is about to be called. */
  SUBMITTED,
  /** The provider was not reached. */
  NOT_SENT,
  /** The provider refused. */
  REJECTED,
  OUTCOME_UNKNOWN,
  /** The provider was asked what it did. */
  OUTCOME_SOUGHT,
  /** It waits for a person. */
  REFERRED,
  /** A person decided. */
  RESOLVED,
  CONFIRMED,
  /** The money is owed to the provider. */
  SETTLED,
  /** The payer has the money back. */
  REFUNDED,
  /** The provider says the contrary of what was decided. */
  CONTRADICTED;

  static BillPaymentStep of(BillPaymentEvent event) {
    return switch (event) {
      case BillPaymentRequested _ -> REQUESTED;
      case BillPaymentFunded _ -> FUNDED;
      case BillPaymentSubmitted _ -> SUBMITTED;
      case BillPaymentNotSent _ -> NOT_SENT;
      case BillPaymentRejected _ -> REJECTED;
      case BillPaymentOutcomeUnknown _ -> OUTCOME_UNKNOWN;
      case BillPaymentOutcomeSought _ -> OUTCOME_SOUGHT;
      case BillPaymentReferred _ -> REFERRED;
      case BillPaymentResolved _ -> RESOLVED;
      case BillPaymentConfirmed _ -> CONFIRMED;
      case BillPaymentSettled _ -> SETTLED;
      case BillPaymentRefunded _ -> REFUNDED;
      case BillPaymentContradicted _ -> CONTRADICTED;
    };
  }

  /** Whether it ends the call of the provider. */
  public boolean isAnswer() {
    return switch (this) {
      case NOT_SENT, REJECTED, OUTCOME_UNKNOWN, CONFIRMED -> true;
      case REQUESTED,
          FUNDED,
          SUBMITTED,
          OUTCOME_SOUGHT,
          REFERRED,
          RESOLVED,
          SETTLED,
          REFUNDED,
          CONTRADICTED ->
          false;
    };
  }

  /** As it is stored and sent: {@code not_sent}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static BillPaymentStep parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
