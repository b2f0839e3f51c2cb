/** Phone numbers in any usual spelling, and the currency of their country. */
@NullMarked
package io.griot.identity.phone;

import org.jspecify.annotations.NullMarked;
