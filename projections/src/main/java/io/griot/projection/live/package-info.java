/** Views kept up with the log, each by an event processor of its own. */
@NullMarked
package io.griot.projection.live;

import org.jspecify.annotations.NullMarked;
