package io.griot.core.dispute;

import io.griot.core.id.DisputeId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/** A dispute as Axon sees it: a shell around {@link Dispute}. */
@AggregateRoot(type = "dispute")
public class DisputeAggregate {

  @SuppressWarnings("UnusedVariable") // Axon reads it.
  @AggregateIdentifier
  private DisputeId disputeId;

  private Dispute dispute = new Dispute.Unopened();

  /** For the event store alone. */
  public DisputeAggregate() {}

  /** Begins with what a rule decided. */
  public DisputeAggregate(DisputeEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  /** The state that rules decide on. */
  public Dispute state() {
    return dispute;
  }

  /** Applies what a rule decided. */
  public void apply(DisputeEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  @EventSourcingHandler
  void on(DisputeEvent event) {
    disputeId = event.disputeId();
    dispute = Dispute.evolve(dispute, event);
  }
}
