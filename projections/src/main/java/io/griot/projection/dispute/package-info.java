/** The view of disputes. */
@NullMarked
package io.griot.projection.dispute;

import org.jspecify.annotations.NullMarked;
