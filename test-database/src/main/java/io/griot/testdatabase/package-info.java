/** A real PostgreSQL for tests and benchmarks. */
@NullMarked
package io.griot.testdatabase;

import org.jspecify.annotations.NullMarked;
