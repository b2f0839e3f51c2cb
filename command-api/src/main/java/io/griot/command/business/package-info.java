/** What businesses offer. */
@NullMarked
package io.griot.command.business;

import org.jspecify.annotations.NullMarked;
