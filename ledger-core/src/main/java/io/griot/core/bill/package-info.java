/** Payments to utilities: a process of its own, from the payer's money to the provider's answer. */
@NullMarked
package io.griot.core.bill;

import org.jspecify.annotations.NullMarked;
