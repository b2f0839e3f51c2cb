/** The payment gateway for integrators: what it changes and pays. */
@NullMarked
package io.griot.command.gateway;

import org.jspecify.annotations.NullMarked;
