package io.griot.core.utility;

import io.griot.core.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A bill as its provider shows it now.
 *
 * @param customerName as far as the provider tells it
 * @param billed what the bill was over
 * @param due what is still to be paid; zero or less if nothing is
 * @param paidBefore what the provider has noted as paid on it
 * @param issuedOn if the provider tells
 * @param dueOn if the provider tells
 * @param paid whether nothing can be paid on it any more
 * @param partPayments whether less than what is due may be paid
 */
public record OwedBill(
    Payee payee,
    @Nullable String customerName,
    Money billed,
    Money due,
    Money paidBefore,
    @Nullable LocalDate issuedOn,
    @Nullable LocalDate dueOn,
    boolean paid,
    boolean partPayments) {}
