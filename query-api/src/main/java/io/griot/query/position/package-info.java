/** Answers no older than a client asks for. */
@NullMarked
package io.griot.query.position;

import org.jspecify.annotations.NullMarked;
