/** Writes of holds. */
@NullMarked
package io.griot.command.hold;

import org.jspecify.annotations.NullMarked;
