/** Days that are over: what accounts held at their ends no longer changes. */
@NullMarked
package io.griot.core.snapshot;

import org.jspecify.annotations.NullMarked;
