package io.griot.core.approval;

import io.griot.core.Receipt;
import io.griot.core.id.ApprovalId;
import io.griot.core.id.EntryId;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a second person, or how that person decided.
 *
 * @param entryId of the entry that it posted, if it was granted and moved money
 */
public record ApprovalReceipt(
    ApprovalId approvalId, ApprovalStatus status, Measure measure, @Nullable EntryId entryId)
    implements Receipt {}
