/** Tests of how messages leave this server. */
@NullMarked
package io.griot.server.notifier;

import org.jspecify.annotations.NullMarked;
