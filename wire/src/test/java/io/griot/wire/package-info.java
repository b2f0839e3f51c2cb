/** Tests of what all endpoints share on the wire. */
@NullMarked
package io.griot.wire;

import org.jspecify.annotations.NullMarked;
