/**
 * What every view has: rows made of events in batches, a position, and readers that wait for it.
 */
@NullMarked
package io.griot.projection.view;

import org.jspecify.annotations.NullMarked;
