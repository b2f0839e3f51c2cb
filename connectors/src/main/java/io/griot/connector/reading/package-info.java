/** What providers write in more than one way: amounts, dates and padded texts. */
@NullMarked
package io.griot.connector.reading;

import org.jspecify.annotations.NullMarked;
