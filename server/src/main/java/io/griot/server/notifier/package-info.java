/** How messages leave this server: the log, SMTP, or somebody else's HTTP endpoint. */
@NullMarked
package io.griot.server.notifier;

import org.jspecify.annotations.NullMarked;
