/** Grants: capped, expiring permissions for enterprises to pull money from a user's wallet. */
@NullMarked
package io.griot.core.grant;

import org.jspecify.annotations.NullMarked;
