/** The view of grants. */
@NullMarked
package io.griot.projection.grant;

import org.jspecify.annotations.NullMarked;
