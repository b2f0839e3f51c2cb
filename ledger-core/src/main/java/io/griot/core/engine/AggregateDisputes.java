package io.griot.core.engine;

import io.griot.core.dispute.Dispute;
import io.griot.core.dispute.DisputeAggregate;
import io.griot.core.dispute.DisputeEvent;
import io.griot.core.dispute.Disputes;
import io.griot.core.id.DisputeId;

/** The disputes of the running batch, as Axon aggregates. */
final class AggregateDisputes implements Disputes {

  private final ResidentRepository<DisputeAggregate> disputes;

  AggregateDisputes(ResidentRepository<DisputeAggregate> disputes) {
    this.disputes = disputes;
  }

  @Override
  public Dispute dispute(DisputeId disputeId) {
    return disputes
        .find(disputeId.toString())
        .map(dispute -> dispute.root().state())
        .orElseGet(Dispute.Unopened::new);
  }

  @Override
  public void apply(DisputeEvent decided) {
    String stream = decided.disputeId().toString();
    if (disputes.find(stream).isEmpty()) {
      AggregateAccounts.create(disputes, () -> new DisputeAggregate(decided));
    } else {
      disputes.load(stream).execute(dispute -> dispute.apply(decided));
    }
  }
}
