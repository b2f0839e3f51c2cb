/** HTTP writes as commands. */
@NullMarked
package io.griot.command;

import org.jspecify.annotations.NullMarked;
