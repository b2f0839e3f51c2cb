/** The roles a process plays, and the condition that ties configuration to them. */
@NullMarked
package io.griot.server.role;

import org.jspecify.annotations.NullMarked;
