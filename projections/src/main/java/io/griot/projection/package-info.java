/** The read models of the ledger, wired. */
@NullMarked
package io.griot.projection;

import org.jspecify.annotations.NullMarked;
