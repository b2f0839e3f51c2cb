package io.griot.core.dispute;

import io.griot.core.Receipt;
import io.griot.core.id.EntryId;
import org.jspecify.annotations.Nullable;

/**
 * The dispute as a command left it.
 *
 * @param refundId the entry that gave money back, if it was refunded
 */
public record DisputeReceipt(DisputeStatus status, Dispute.Terms terms, @Nullable EntryId refundId)
    implements Receipt {}
