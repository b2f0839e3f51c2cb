/** Reads of holds. */
@NullMarked
package io.griot.query.hold;

import org.jspecify.annotations.NullMarked;
