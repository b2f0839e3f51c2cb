/** Utilities: who can be paid through the ledger, and the ports by which they are asked. */
@NullMarked
package io.griot.core.utility;

import org.jspecify.annotations.NullMarked;
