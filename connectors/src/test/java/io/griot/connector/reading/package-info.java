/** What providers write, read. */
@NullMarked
package io.griot.connector.reading;

import org.jspecify.annotations.NullMarked;
