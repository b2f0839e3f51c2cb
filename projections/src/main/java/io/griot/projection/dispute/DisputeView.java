package io.griot.projection.dispute;

import io.griot.core.dispute.DisputeStatus;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dispute and how it stands.
 *
 * @param frozen what is set apart at the beneficiary now
 * @param notes what was written last
 * @param status as it is sent
 * @param refundId the entry that gave money back, if one did
 * @param position of its opening; the order of listings
 */
public record DisputeView(
    DisputeId disputeId,
    EntryId entryId,
    Owner reporter,
    Money amount,
    Money frozen,
    @Nullable String notes,
    String status,
    @Nullable EntryId refundId,
    Instant openedAt,
    Instant updatedAt,
    long position) {

  /**
   * A status that the dispute came to.
   *
   * @param actor who brought it there, as the log names them
   */
  public record Step(String status, Instant at, @Nullable String actor, @Nullable String notes) {}

  /** The spelling itself, if a dispute can have that status. */
  public static Optional<String> status(String text) {
    return DisputeStatus.parse(text).map(DisputeStatus::text);
  }
}
