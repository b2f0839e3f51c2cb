/** The ledger's engine and projections, started and stopped with this process. */
@NullMarked
package io.griot.server.ledger;

import org.jspecify.annotations.NullMarked;
