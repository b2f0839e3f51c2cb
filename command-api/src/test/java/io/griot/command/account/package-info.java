/** Tests of the endpoints of the same name. */
@NullMarked
package io.griot.command.account;

import org.jspecify.annotations.NullMarked;
