/** The read endpoints on a real server, over views that a real ledger fills. */
@NullMarked
package io.griot.query;

import org.jspecify.annotations.NullMarked;
