package io.griot.connector.regideso;

import io.griot.connector.Credential;
import io.griot.connector.call.CallLimits;
import java.net.URI;
import java.util.Currency;

/**
 * Where REGIDESO is and who we are there.
 *
 * @param operator our name among those who take payments for it: {@code opérateur}
 * @param currency of its amounts, which do not say it
 */
public record RegidesoAccess(
    URI address, Credential apiKey, String operator, Currency currency, CallLimits limits) {}
