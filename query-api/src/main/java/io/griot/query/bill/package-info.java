/** Shows utilities, unpaid bills, and what became of payments. */
@NullMarked
package io.griot.query.bill;

import org.jspecify.annotations.NullMarked;
