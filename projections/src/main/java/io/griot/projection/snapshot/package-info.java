/** What accounts held, at the ends of days and at any instant. */
@NullMarked
package io.griot.projection.snapshot;

import org.jspecify.annotations.NullMarked;
