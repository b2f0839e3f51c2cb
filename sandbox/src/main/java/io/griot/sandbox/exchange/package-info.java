/** Calls and answers: listening, misbehaving, cutting connections. */
@NullMarked
package io.griot.sandbox.exchange;

import org.jspecify.annotations.NullMarked;
