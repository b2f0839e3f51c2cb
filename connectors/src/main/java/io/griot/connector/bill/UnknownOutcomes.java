package io.griot.connector.bill;

import java.time.Duration;

/**
 * How an unknown outcome is sought, for one provider.
 *
 * @param interval between two questions
 * @param window after which a person decides
 * @param refundsUnpaid whether the payer gets the money back without a person if the provider shows
 *     the bill as unpaid at the window's end
 */
public record UnknownOutcomes(Duration interval, Duration window, boolean refundsUnpaid) {}
