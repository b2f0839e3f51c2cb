/** Those who use the gateway for their own customers: their sign-in, and what they keep there. */
@NullMarked
package io.griot.identity.integrator;

import org.jspecify.annotations.NullMarked;
