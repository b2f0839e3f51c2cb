/** What a caller may read. */
@NullMarked
package io.griot.query.reader;

import org.jspecify.annotations.NullMarked;
