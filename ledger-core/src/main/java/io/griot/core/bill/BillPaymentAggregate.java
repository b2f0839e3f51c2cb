package io.griot.core.bill;

import io.griot.core.id.BillPaymentId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/** A payment to a utility as Axon sees it: a shell around {@link BillPayment}. */
@AggregateRoot(type = "bill-payment")
public class BillPaymentAggregate {

  @SuppressWarnings("UnusedVariable") // Axon reads it.
  @AggregateIdentifier
  private BillPaymentId paymentId;

  private BillPayment payment = new BillPayment.Unrequested();

  /** For the event store alone. */
  public BillPaymentAggregate() {}

  /** Begins with what a rule decided. */
  public BillPaymentAggregate(BillPaymentEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  /** The state that rules decide on. */
  public BillPayment state() {
    return payment;
  }

  /** Applies what a rule decided. */
  public void apply(BillPaymentEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  @EventSourcingHandler
  void on(BillPaymentEvent event) {
    paymentId = event.paymentId();
    payment = BillPayment.evolve(payment, event);
  }
}
