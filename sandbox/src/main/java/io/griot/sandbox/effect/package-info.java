/** The record of every payment that took place, kept apart from the state of bills. */
@NullMarked
package io.griot.sandbox.effect;

import org.jspecify.annotations.NullMarked;
