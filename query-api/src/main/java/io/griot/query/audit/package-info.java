/** Shows auditors that the ledger adds up. */
@NullMarked
package io.griot.query.audit;

import org.jspecify.annotations.NullMarked;
