/** Tests of the endpoints of the same name. */
@NullMarked
package io.griot.command.transfer;

import org.jspecify.annotations.NullMarked;
