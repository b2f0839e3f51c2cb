/** The view of payments to utilities. */
@NullMarked
package io.griot.projection.bill;

import org.jspecify.annotations.NullMarked;
