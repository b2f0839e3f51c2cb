package io.griot.core.engine;

import io.griot.core.bill.BillPayment;
import io.griot.core.bill.BillPaymentEvent;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeUnknown;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRequested;
import io.griot.core.id.BillPaymentId;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * Payments to utilities as the log tells them, for a process that may not be the one that writes.
 */
public final class LoggedPayments {

  private final EventStore events;

  private LoggedPayments(EventStore events) {
    this.events = events;
  }

  /** Those in the log of an Axon configuration. */
  public static LoggedPayments of(Configuration axon) {
    return new LoggedPayments(axon.eventStore());
  }

  /**
   * A payment.
   *
   * @param requestedAt when its money left the payer
   * @param unknownSince when its outcome became unknown, if it ever did
   */
  public record Logged(
      BillPayment.Made payment, Instant requestedAt, @Nullable Instant unknownSince) {}

  /** The payment, if it was requested. */
  public Optional<Logged> find(BillPaymentId paymentId) {
    BillPayment payment = new BillPayment.Unrequested();
    Instant requestedAt = Instant.EPOCH;
    @Nullable Instant unknownSince = null;
    DomainEventStream stream = events.readEvents(paymentId.toString());
    while (stream.hasNext()) {
      DomainEventMessage<?> message = stream.next();
      BillPaymentEvent event = (BillPaymentEvent) message.getPayload();
      payment = BillPayment.evolve(payment, event);
      if (event instanceof BillPaymentRequested) {
        requestedAt = message.getTimestamp();
      }
      if (event instanceof BillPaymentOutcomeUnknown) {
        unknownSince = message.getTimestamp();
      }
    }
    return payment instanceof BillPayment.Made made
        ? Optional.of(new Logged(made, requestedAt, unknownSince))
        : Optional.empty();
  }
}
