/** The view of what needs a second admin. */
@NullMarked
package io.griot.projection.approval;

import org.jspecify.annotations.NullMarked;
