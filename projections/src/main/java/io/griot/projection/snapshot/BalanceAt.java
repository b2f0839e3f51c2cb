package io.griot.projection.snapshot;

import io.griot.core.id.AccountId;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What an account held.
 *
 * @param at when
 * @param day the day that ended then, or null if it is any other instant
 */
public record BalanceAt(
    AccountId account,
    Currency currency,
    BigInteger minorUnits,
    Instant at,
    @Nullable LocalDate day) {}
