/** Wizall, the gateway to SENELEC, SDE, Woyofal and airtime, on the wire format of its document. */
@NullMarked
package io.griot.connector.wizall;

import org.jspecify.annotations.NullMarked;
