package io.griot.core.approval;

import io.griot.core.id.ApprovalId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/** An approval as Axon sees it: a shell around {@link Approval}. */
@AggregateRoot(type = "approval")
public class ApprovalAggregate {

  @SuppressWarnings("UnusedVariable") // Axon reads it.
  @AggregateIdentifier
  private ApprovalId approvalId;

  private Approval approval = new Approval.Unrequested();

  /** For the event store alone. */
  public ApprovalAggregate() {}

  /** Begins with what a rule decided. */
  public ApprovalAggregate(ApprovalEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  /** The state that rules decide on. */
  public Approval state() {
    return approval;
  }

  /** Applies what a rule decided. */
  public void apply(ApprovalEvent decided) {
    AggregateLifecycle.apply(decided);
  }

  @EventSourcingHandler
  void on(ApprovalEvent event) {
    approvalId = event.approvalId();
    approval = Approval.evolve(approval, event);
  }
}
