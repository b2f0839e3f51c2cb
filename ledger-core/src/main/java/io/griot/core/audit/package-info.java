/** What a verification of the ledger checks, and what it found. */
@NullMarked
package io.griot.core.audit;

import org.jspecify.annotations.NullMarked;
