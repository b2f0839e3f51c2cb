package io.griot.core.approval;

import io.griot.core.id.ApprovalId;

/** Port: the approvals of the running command, read to decide and then written. */
public interface Approvals {

  /** The approval's state, {@code Unrequested} if there is none. */
  Approval approval(ApprovalId approvalId);

  /** Applies what was decided for an approval that was read before. */
  void apply(ApprovalEvent decided);
}
