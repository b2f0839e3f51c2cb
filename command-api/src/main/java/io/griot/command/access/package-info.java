/** Registering, logging in, staff roles, businesses and enterprises' keys. */
@NullMarked
package io.griot.command.access;

import org.jspecify.annotations.NullMarked;
