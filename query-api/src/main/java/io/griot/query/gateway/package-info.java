/** The payment gateway for integrators: what it shows. */
@NullMarked
package io.griot.query.gateway;

import org.jspecify.annotations.NullMarked;
