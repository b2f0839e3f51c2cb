/** The view of holds. */
@NullMarked
package io.griot.projection.hold;

import org.jspecify.annotations.NullMarked;
