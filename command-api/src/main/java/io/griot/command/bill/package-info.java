/** Pays bills, airtime and prepaid units, and decides what unknown payments were. */
@NullMarked
package io.griot.command.bill;

import org.jspecify.annotations.NullMarked;
