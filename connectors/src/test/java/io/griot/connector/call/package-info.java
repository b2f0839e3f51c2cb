/** The limits of calls. */
@NullMarked
package io.griot.connector.call;

import org.jspecify.annotations.NullMarked;
