/** Amounts of money in minor units of a currency. */
@NullMarked
package io.griot.core.money;

import org.jspecify.annotations.NullMarked;
