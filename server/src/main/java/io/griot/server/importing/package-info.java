/** Takes a file of transactions into a running ledger. */
@NullMarked
package io.griot.server.importing;

import org.jspecify.annotations.NullMarked;
