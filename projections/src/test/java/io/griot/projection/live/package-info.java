/** How views are kept up with the log. */
@NullMarked
package io.griot.projection.live;

import org.jspecify.annotations.NullMarked;
