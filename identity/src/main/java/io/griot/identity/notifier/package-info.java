/** Words to people, outside of this system: by phone or by e-mail. */
@NullMarked
package io.griot.identity.notifier;

import org.jspecify.annotations.NullMarked;
