package io.griot.connector;

import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.money.Money;
import io.griot.core.utility.Payee;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider is to be paid.
 *
 * @param amount in the provider's currency
 * @param paidBefore what {@link Connector#paidBefore} told
 * @param at when the attempt began
 */
public record PaymentOrder(
    BillPaymentId paymentId,
    AttemptId attemptId,
    Payee payee,
    Money amount,
    @Nullable Money paidBefore,
    Instant at) {}
