package io.griot.projection.dispute;

import io.griot.core.money.Money;

/**
 * Open disputes of like age in one currency.
 *
 * @param days the whole days since they were opened: {@code 0-1}, {@code 2-7}, {@code 8-30} or
 *     {@code 31+}
 * @param amount what they are over in sum
 */
public record AgeingBucket(String days, long count, Money amount) {}
