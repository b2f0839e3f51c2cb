/** One call of a provider: its connection, its limits, and the proof whether anything was sent. */
@NullMarked
package io.griot.connector.call;

import org.jspecify.annotations.NullMarked;
