package io.griot.core.dispute;

import io.griot.core.LedgerCommand;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.money.MajorUnits;
import io.griot.core.transfer.Authority;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked of a dispute. */
public sealed interface DisputeCommand extends LedgerCommand {

  DisputeId disputeId();

  /** Whose money the sender may move: the staff's, or what the sender may know of. */
  Authority authority();

  @Override
  default List<String> streams() {
    return List.of(disputeId().toString());
  }

  /**
   * Disputes an entry.
   *
   * @param reporter whose complaint it is; null if nobody is known by the name that was given
   * @param amount null for all that is left of the entry
   */
  record OpenDispute(
      DisputeId disputeId,
      EntryId entryId,
      @Nullable Reporter reporter,
      @Nullable MajorUnits amount,
      @Nullable String notes,
      Authority authority)
      implements DisputeCommand {

    @Override
    public List<String> streams() {
      return List.of(disputeId.toString(), entryId.toString());
    }
  }

  /** Begins to look at it. */
  record MoveDisputeToReview(DisputeId disputeId, Authority authority) implements DisputeCommand {}

  /** Has looked at it. */
  record MarkDisputeReviewed(DisputeId disputeId, @Nullable String notes, Authority authority)
      implements DisputeCommand {}

  /**
   * Refunds the disputed entry and lets go of what is frozen.
   *
   * @param refundId the entry that gives money back
   * @param amount at most what is disputed; null for all of it that was not refunded since
   * @param fromSuspense whether the house pays instead of the beneficiary
   */
  record RefundDispute(
      DisputeId disputeId,
      EntryId refundId,
      @Nullable MajorUnits amount,
      boolean fromSuspense,
      @Nullable String notes,
      Authority authority)
      implements DisputeCommand {}

  /** Refunds nothing and lets go of what is frozen. */
  record DismissDispute(DisputeId disputeId, @Nullable String notes, Authority authority)
      implements DisputeCommand {}

  /**
   * Who complains.
   *
   * @param owners in whose names the reporter may act
   */
  record Reporter(Owner owner, Set<Owner> owners) {
    public Reporter {
      owners = Set.copyOf(owners);
    }
  }
}
