package io.griot.connector.wizall;

import io.griot.connector.Credential;
import io.griot.connector.call.CallLimits;
import java.net.URI;
import java.util.Currency;

/**
 * Where Wizall is and who we are there.
 *
 * @param currency of its amounts, which do not say it
 * @param msisdn of our float, in Senegal's national form: {@code 771234567}
 * @param pincode of our float
 */
public record WizallAccess(
    URI address,
    String username,
    Credential password,
    String msisdn,
    Credential pincode,
    Currency currency,
    CallLimits limits) {}
