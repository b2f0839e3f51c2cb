/** Limits of reads of wallets. */
@NullMarked
package io.griot.query.account;

import org.jspecify.annotations.NullMarked;
