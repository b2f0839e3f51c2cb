/** Opening and restricting wallets. */
@NullMarked
package io.griot.command.account;

import org.jspecify.annotations.NullMarked;
