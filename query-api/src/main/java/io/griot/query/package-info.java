/** HTTP reads of the ledger's views, wired. */
@NullMarked
package io.griot.query;

import org.jspecify.annotations.NullMarked;
