/** Who sends a request, from what it carries. */
@NullMarked
package io.griot.server.security;

import org.jspecify.annotations.NullMarked;
