/** What the benchmarks measure with, on a real PostgreSQL. */
@NullMarked
package io.griot.bench;

import org.jspecify.annotations.NullMarked;
