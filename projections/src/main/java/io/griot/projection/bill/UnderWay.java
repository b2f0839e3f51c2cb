package io.griot.projection.bill;

import io.griot.core.bill.BillPaymentStatus;
import io.griot.core.utility.Provider;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Payments to utilities that have not ended, of one provider and status.
 *
 * @param unknownSince when the oldest of them became unknown, null unless they are
 */
public record UnderWay(
    Provider provider, BillPaymentStatus status, long count, @Nullable Instant unknownSince) {}
