/** What the simulated providers can be asked to do. */
@NullMarked
package io.griot.sandbox.operation;

import org.jspecify.annotations.NullMarked;
