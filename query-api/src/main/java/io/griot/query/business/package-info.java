/** Reads of businesses. */
@NullMarked
package io.griot.query.business;

import org.jspecify.annotations.NullMarked;
