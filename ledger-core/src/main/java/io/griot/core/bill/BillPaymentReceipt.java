package io.griot.core.bill;

import io.griot.core.Receipt;
import io.griot.core.id.AttemptId;
import io.griot.core.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How a payment to a utility stands after a command.
 *
 * @param attemptId of the call that was or is being made
 * @param paidBefore what the provider had noted as paid before that call
 * @param referred whether a person has to decide
 * @param confirmation if the provider did it
 * @param reason why it is unknown, or was refunded
 */
public record BillPaymentReceipt(
    BillPaymentStatus status,
    BillPayment.Terms terms,
    @Nullable AttemptId attemptId,
    @Nullable Money paidBefore,
    boolean referred,
    @Nullable Confirmation confirmation,
    @Nullable String reason)
    implements Receipt {}
