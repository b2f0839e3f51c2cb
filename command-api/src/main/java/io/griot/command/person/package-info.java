/** What people change of themselves: their profile and their devices. */
@NullMarked
package io.griot.command.person;

import org.jspecify.annotations.NullMarked;
