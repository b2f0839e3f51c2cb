package io.griot.core.approval;

import io.griot.core.LedgerEvent;
import io.griot.core.id.ApprovalId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import org.jspecify.annotations.Nullable;

/** What happened to something that a second person has to agree to. */
public sealed interface ApprovalEvent extends LedgerEvent {

  ApprovalId approvalId();

  /** An admin asked for what is above the threshold; nothing was done. */
  record ApprovalRequested(ApprovalId approvalId, Measure measure, Owner requestedBy)
      implements ApprovalEvent {}

  /**
   * Another admin agreed, and it was done.
   *
   * @param entryId of the entry that it posted, if it moved money
   */
  record ApprovalGranted(
      ApprovalId approvalId, Owner grantedBy, @Nullable EntryId entryId, String remarks)
      implements ApprovalEvent {}

  /** Another admin did not agree, and it is not done. */
  record ApprovalDeclined(ApprovalId approvalId, Owner declinedBy, String remarks)
      implements ApprovalEvent {}
}
