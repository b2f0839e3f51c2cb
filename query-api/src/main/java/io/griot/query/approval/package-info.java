/** Reads of what needs a second admin. */
@NullMarked
package io.griot.query.approval;

import org.jspecify.annotations.NullMarked;
