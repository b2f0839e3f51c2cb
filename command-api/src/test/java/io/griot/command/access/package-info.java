/** Tests of the endpoints of the same name. */
@NullMarked
package io.griot.command.access;

import org.jspecify.annotations.NullMarked;
