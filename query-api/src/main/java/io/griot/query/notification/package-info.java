/** Shows people and enterprises what they are told of. */
@NullMarked
package io.griot.query.notification;

import org.jspecify.annotations.NullMarked;
