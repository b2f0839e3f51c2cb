/** What all endpoints share on the wire: problems, bodies, amounts, times, lists and positions. */
@NullMarked
package io.griot.wire;

import org.jspecify.annotations.NullMarked;
