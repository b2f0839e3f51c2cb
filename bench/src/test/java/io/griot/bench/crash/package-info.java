/** The crash tests in their short form. */
@NullMarked
package io.griot.bench.crash;

import org.jspecify.annotations.NullMarked;
