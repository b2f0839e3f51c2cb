/** Proving who is asking: tokens, passwords and access keys. */
@NullMarked
package io.griot.identity.access;

import org.jspecify.annotations.NullMarked;
