/** Tests of what the payment gateway changes and pays. */
@NullMarked
package io.griot.command.gateway;

import org.jspecify.annotations.NullMarked;
