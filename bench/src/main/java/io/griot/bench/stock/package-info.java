/** The write path on Axon's own command bus and JDBC storage, kept to be measured against. */
@NullMarked
package io.griot.bench.stock;

import org.jspecify.annotations.NullMarked;
