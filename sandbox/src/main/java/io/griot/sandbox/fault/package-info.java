/** Misbehaviour to order: what can go wrong, and when it does. */
@NullMarked
package io.griot.sandbox.fault;

import org.jspecify.annotations.NullMarked;
