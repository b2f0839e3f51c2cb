/** Tests of the endpoints of the same name. */
@NullMarked
package io.griot.command.grant;

import org.jspecify.annotations.NullMarked;
