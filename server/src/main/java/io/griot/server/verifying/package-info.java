/** Checks the ledger from the command line. */
@NullMarked
package io.griot.server.verifying;

import org.jspecify.annotations.NullMarked;
