/** The write path on Axon's own storage, on a real PostgreSQL. */
@NullMarked
package io.griot.bench.stock;

import org.jspecify.annotations.NullMarked;
