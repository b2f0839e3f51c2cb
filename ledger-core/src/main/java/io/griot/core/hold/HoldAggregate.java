package io.griot.core.hold;

import io.griot.core.id.HoldId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/** A hold as Axon sees it: a shell around {@link Hold}. */
@AggregateRoot(type = "hold")
public class HoldAggregate {

  @SuppressWarnings("UnusedVariable") // Axon reads it.
  @AggregateIdentifier
  private HoldId holdId;

  private Hold hold = new Hold.Unplaced();

  /** For the event store alone. */
  public HoldAggregate() {}

  /** Begins with what a rule decided. */
  public HoldAggregate(HoldEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  /** The state that rules decide on. */
  public Hold state() {
    return hold;
  }

  /** Applies what a rule decided. */
  public void apply(HoldEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  @EventSourcingHandler
  void on(HoldEvent event) {
    holdId = event.holdId();
    hold = Hold.evolve(hold, event);
  }
}
