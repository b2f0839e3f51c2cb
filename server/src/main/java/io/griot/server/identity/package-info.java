/** Identity with this server's settings, and its first administrator. */
@NullMarked
package io.griot.server.identity;

import org.jspecify.annotations.NullMarked;
