package io.griot.projection.bill;

import io.griot.core.utility.Provider;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * What awaits a provider's answers.
 *
 * @param amount in major units
 */
public record ClearingBalance(Provider provider, Currency currency, BigDecimal amount) {}
