/** The log, read in the order of its positions. */
@NullMarked
package io.griot.projection.log;

import org.jspecify.annotations.NullMarked;
