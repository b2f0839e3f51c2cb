/** How secrets are hashed, and how often they may be guessed. */
@NullMarked
package io.griot.identity.credential;

import org.jspecify.annotations.NullMarked;
