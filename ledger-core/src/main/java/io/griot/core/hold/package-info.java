/** Holds: money of a wallet that is set apart until it is paid out or let go. */
@NullMarked
package io.griot.core.hold;

import org.jspecify.annotations.NullMarked;
