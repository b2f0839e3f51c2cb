/** Writes what the ledger holds to standard output. */
@NullMarked
package io.griot.server.exporting;

import org.jspecify.annotations.NullMarked;
