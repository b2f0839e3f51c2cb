/** Views held against the log that they were made from. */
@NullMarked
package io.griot.projection.verify;

import org.jspecify.annotations.NullMarked;
