package io.griot.core.grant;

import io.griot.core.id.GrantId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/** A grant as Axon sees it: a shell around {@link Grant}. */
@AggregateRoot(type = "grant")
public class GrantAggregate {

  @SuppressWarnings("UnusedVariable") // Axon reads it.
  @AggregateIdentifier
  private GrantId grantId;

  private Grant grant = new Grant.Unrequested();

  /** For the event store alone. */
  public GrantAggregate() {}

  /** Begins with what a rule decided. */
  public GrantAggregate(GrantEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  /** The state that rules decide on. */
  public Grant state() {
    return grant;
  }

  /** Applies what a rule decided. */
  public void apply(GrantEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  @EventSourcingHandler
  void on(GrantEvent event) {
    grantId = event.grantId();
    grant = Grant.evolve(grant, event);
  }
}
