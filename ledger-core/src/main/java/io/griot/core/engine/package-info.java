/** What stores events, runs commands and keeps their idempotency keys in PostgreSQL. */
@NullMarked
package io.griot.core.engine;

import org.jspecify.annotations.NullMarked;
