/** The rules of single accounts, and the accounts in memory. */
@NullMarked
package io.griot.core.account;

import org.jspecify.annotations.NullMarked;
