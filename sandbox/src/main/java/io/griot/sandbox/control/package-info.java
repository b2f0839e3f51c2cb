/** The endpoint by which tests in other processes read effects and order faults. */
@NullMarked
package io.griot.sandbox.control;

import org.jspecify.annotations.NullMarked;
