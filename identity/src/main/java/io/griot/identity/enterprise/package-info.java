/** Enterprises and their access keys. */
@NullMarked
package io.griot.identity.enterprise;

import org.jspecify.annotations.NullMarked;
