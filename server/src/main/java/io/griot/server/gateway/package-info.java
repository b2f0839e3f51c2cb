/** How this server sets up the payment gateway. */
@NullMarked
package io.griot.server.gateway;

import org.jspecify.annotations.NullMarked;
