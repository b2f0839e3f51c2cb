/** What identity answers when a rule says no. */
@NullMarked
package io.griot.identity.rejection;

import org.jspecify.annotations.NullMarked;
