package io.griot.core.bill;

import io.griot.core.id.BillId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/** A bill as Axon sees it: a shell around {@link Bill}. */
@AggregateRoot(type = "bill")
public class BillAggregate {

  @SuppressWarnings("UnusedVariable") // Axon reads it.
  @AggregateIdentifier
  private BillId billId;

  private Bill bill = new Bill.Free();

  /** For the event store alone. */
  public BillAggregate() {}

  /** Begins with what a rule decided. */
  public BillAggregate(BillEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  /** The state that rules decide on. */
  public Bill state() {
    return bill;
  }

  /** Applies what a rule decided. */
  public void apply(BillEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  @EventSourcingHandler
  void on(BillEvent event) {
    billId = event.billId();
    bill = Bill.evolve(bill, event);
  }
}
