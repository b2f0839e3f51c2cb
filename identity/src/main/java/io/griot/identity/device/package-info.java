/** The devices that people use. */
@NullMarked
package io.griot.identity.device;

import org.jspecify.annotations.NullMarked;
