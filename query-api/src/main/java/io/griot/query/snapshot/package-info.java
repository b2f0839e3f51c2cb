/** Shows what wallets held. */
@NullMarked
package io.griot.query.snapshot;

import org.jspecify.annotations.NullMarked;
