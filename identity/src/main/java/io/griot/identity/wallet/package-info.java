/** Which wallets belong to whom. */
@NullMarked
package io.griot.identity.wallet;

import org.jspecify.annotations.NullMarked;
