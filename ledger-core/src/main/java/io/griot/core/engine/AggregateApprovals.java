package io.griot.core.engine;

import io.griot.core.approval.Approval;
import io.griot.core.approval.ApprovalAggregate;
import io.griot.core.approval.ApprovalEvent;
import io.griot.core.approval.Approvals;
import io.griot.core.id.ApprovalId;

/** The approvals of the running batch, as Axon aggregates. */
final class AggregateApprovals implements Approvals {

  private final ResidentRepository<ApprovalAggregate> approvals;

  AggregateApprovals(ResidentRepository<ApprovalAggregate> approvals) {
    this.approvals = approvals;
  }

  @Override
  public Approval approval(ApprovalId approvalId) {
    return approvals
        .find(approvalId.toString())
        .map(approval -> approval.root().state())
        .orElseGet(Approval.Unrequested::new);
  }

  @Override
  public void apply(ApprovalEvent decided) {
    String stream = decided.approvalId().toString();
    if (approvals.find(stream).isEmpty()) {
      AggregateAccounts.create(approvals, () -> new ApprovalAggregate(decided));
    } else {
      approvals.load(stream).execute(approval -> approval.apply(decided));
    }
  }
}
