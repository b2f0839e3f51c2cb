/** Providers, set up. */
@NullMarked
package io.griot.server.connector;

import org.jspecify.annotations.NullMarked;
