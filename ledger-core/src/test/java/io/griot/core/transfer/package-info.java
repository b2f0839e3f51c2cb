/** The rules of transfers. */
@NullMarked
package io.griot.core.transfer;

import org.jspecify.annotations.NullMarked;
