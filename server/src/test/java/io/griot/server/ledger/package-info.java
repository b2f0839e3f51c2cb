/** Tests of the ledger as the server wires it. */
@NullMarked
package io.griot.server.ledger;

import org.jspecify.annotations.NullMarked;
