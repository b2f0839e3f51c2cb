/** Wallets and system accounts, and the rules that guard their balances. */
@NullMarked
package io.griot.core.account;

import org.jspecify.annotations.NullMarked;
