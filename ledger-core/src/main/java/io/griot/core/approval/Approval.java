package io.griot.core.approval;

import static io.griot.core.RejectionCode.APPROVAL_DECIDED;
import static io.griot.core.RejectionCode.APPROVAL_NOT_FOUND;
import static io.griot.core.RejectionCode.SAME_APPROVER;

import io.griot.core.Rejection;
import io.griot.core.approval.ApprovalEvent.ApprovalDeclined;
import io.griot.core.approval.ApprovalEvent.ApprovalGranted;
import io.griot.core.approval.ApprovalEvent.ApprovalRequested;
import io.griot.core.id.ApprovalId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import org.jspecify.annotations.Nullable;

/** State and rules of something that a second person has to agree to. */
public sealed interface Approval {

  /** Not requested. */
  record Unrequested() implements Approval {}

  /** Nothing was done yet. */
  record Waiting(ApprovalId approvalId, Measure measure, Owner requestedBy) implements Approval {}

  /** It was done. */
  record Granted(
      ApprovalId approvalId,
      Measure measure,
      Owner requestedBy,
      Owner grantedBy,
      @Nullable EntryId entryId)
      implements Approval {}

  /** It is not done. */
  record Declined(ApprovalId approvalId, Measure measure, Owner requestedBy, Owner declinedBy)
      implements Approval {}

  /**
   * What waits, if that person may decide on it.
   *
   * @throws Rejection APPROVAL_NOT_FOUND, APPROVAL_DECIDED, SAME_APPROVER
   */
  static Waiting requireDecidable(Approval approval, Owner by) {
    Waiting waiting =
        switch (approval) {
          case Unrequested() ->
              throw new Rejection(APPROVAL_NOT_FOUND, "approval", "No such approval.");
          case Waiting open -> open;
          case Granted _ -> throw new Rejection(APPROVAL_DECIDED, "approval", "It was granted.");
          case Declined _ -> throw new Rejection(APPROVAL_DECIDED, "approval", "It was declined.");
        };
    if (waiting.requestedBy().equals(by)) {
      throw new Rejection(
          SAME_APPROVER, "approval", "You asked for it: another admin has to decide.");
    }
    return waiting;
  }

  /** The approval after an event. */
  static Approval evolve(Approval approval, ApprovalEvent event) {
    return switch (event) {
      case ApprovalRequested requested ->
          switch (approval) {
            case Unrequested() ->
                new Waiting(requested.approvalId(), requested.measure(), requested.requestedBy());
            case Waiting _, Granted _, Declined _ ->
                throw new IllegalStateException(requested + " after " + approval);
          };
      case ApprovalGranted granted -> {
        Waiting waiting = requireWaiting(approval, event);
        yield new Granted(
            waiting.approvalId(),
            waiting.measure(),
            waiting.requestedBy(),
            granted.grantedBy(),
            granted.entryId());
      }
      case ApprovalDeclined declined -> {
        Waiting waiting = requireWaiting(approval, event);
        yield new Declined(
            waiting.approvalId(), waiting.measure(), waiting.requestedBy(), declined.declinedBy());
      }
    };
  }

  private static Waiting requireWaiting(Approval approval, ApprovalEvent event) {
    return switch (approval) {
      case Waiting waiting -> waiting;
      case Unrequested _, Granted _, Declined _ ->
          throw new IllegalStateException(event + " after " + approval);
    };
  }
}
