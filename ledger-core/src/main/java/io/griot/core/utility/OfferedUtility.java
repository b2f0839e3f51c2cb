package io.griot.core.utility;

import java.util.Currency;

/**
 * A utility that can be paid here.
 *
 * @param name for a person
 * @param currency in which its provider is paid
 */
public record OfferedUtility(Utility utility, String name, Currency currency) {}
