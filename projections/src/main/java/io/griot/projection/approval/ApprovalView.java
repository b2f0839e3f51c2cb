package io.griot.projection.approval;

import io.griot.core.approval.ApprovalStatus;
import io.griot.core.id.ApprovalId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an admin asked for, and how another decided.
 *
 * @param kind as it is sent: {@code refund}, {@code reversal}, {@code restriction}, …
 * @param subject the stream of what it is about: an entry or a wallet
 * @param status as it is sent
 * @param entryId what was posted when it was granted
 * @param position of its request; the order of listings
 */
public record ApprovalView(
    ApprovalId approvalId,
    String kind,
    String subject,
    Money amount,
    boolean fromSuspense,
    String remarks,
    Owner requestedBy,
    String status,
    @Nullable Owner decidedBy,
    @Nullable String decisionRemarks,
    @Nullable EntryId entryId,
    Instant requestedAt,
    @Nullable Instant decidedAt,
    long position) {

  /** The spelling itself, if an approval can have that status. */
  public static Optional<String> status(String text) {
    return ApprovalStatus.parse(text).map(ApprovalStatus::text);
  }
}
