package io.griot.core.dispute;

import io.griot.core.LedgerEvent;
import io.griot.core.id.AccountId;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a dispute. The times are those of recording: the rules show them to whoever
 * works on a dispute, and know no others.
 */
public sealed interface DisputeEvent extends LedgerEvent {

  DisputeId disputeId();

  /**
   * Somebody with a part in an entry disputed it.
   *
   * @param reporter whose complaint it is
   * @param beneficiary who has had the entry's money
   * @param amount what is disputed, at most what was left of the entry
   * @param frozen what of it was available at the beneficiary; 0 if that is no wallet
   */
  record DisputeOpened(
      DisputeId disputeId,
      EntryId entryId,
      Owner reporter,
      AccountId beneficiary,
      Money amount,
      Money frozen,
      @Nullable String notes,
      Instant openedAt)
      implements DisputeEvent {

    public DisputeOpened {
      if (!amount.isPositive()
          || frozen.isNegative()
          || frozen.compareTo(amount) > 0
          || (frozen.isPositive() && !(beneficiary instanceof WalletId))) {
        throw new IllegalArgumentException(
            "%s over %s freezes %s at %s".formatted(disputeId, amount, frozen, beneficiary));
      }
    }
  }

  /** The staff began to look at it. */
  record DisputeMovedToReview(DisputeId disputeId, Instant movedAt) implements DisputeEvent {}

  /** The staff has looked at it. */
  record DisputeReviewed(DisputeId disputeId, @Nullable String notes, Instant reviewedAt)
      implements DisputeEvent {}

  /**
   * The entry was refunded, and all that was frozen let go for it.
   *
   * @param refundId the entry that gave money back
   * @param amount what it gave back
   * @param released all that was frozen
   */
  record DisputeRefunded(
      DisputeId disputeId,
      EntryId refundId,
      Money amount,
      Money released,
      @Nullable String notes,
      Instant refundedAt)
      implements DisputeEvent {}

  /**
   * Nothing was refunded, and all that was frozen let go.
   *
   * @param released all that was frozen
   */
  record DisputeDismissed(
      DisputeId disputeId, Money released, @Nullable String notes, Instant dismissedAt)
      implements DisputeEvent {}
}
