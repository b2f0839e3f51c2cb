/** Views made anew from the log while the ledger runs. */
@NullMarked
package io.griot.projection.rebuild;

import org.jspecify.annotations.NullMarked;
