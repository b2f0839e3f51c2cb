/** Payments to utilities, carried from the ledger to the providers and back by durable tasks. */
@NullMarked
package io.griot.connector.bill;

import org.jspecify.annotations.NullMarked;
