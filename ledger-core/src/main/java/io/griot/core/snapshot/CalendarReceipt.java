package io.griot.core.snapshot;

import io.griot.core.Receipt;

/**
 * What came of closing days.
 *
 * @param days how many were closed
 * @param more whether there may be more that are over
 */
public record CalendarReceipt(int days, boolean more) implements Receipt {}
