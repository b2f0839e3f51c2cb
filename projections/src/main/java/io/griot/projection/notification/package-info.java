/** What people and enterprises are told of. */
@NullMarked
package io.griot.projection.notification;

import org.jspecify.annotations.NullMarked;
