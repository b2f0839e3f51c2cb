/** Wizall's gateway: SENELEC, SDE, Woyofal and airtime, as its document has it. */
@NullMarked
package io.griot.sandbox.wizall;

import org.jspecify.annotations.NullMarked;
