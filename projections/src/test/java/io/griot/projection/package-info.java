/** The views on a real PostgreSQL, fed by a real ledger. */
@NullMarked
package io.griot.projection;

import org.jspecify.annotations.NullMarked;
