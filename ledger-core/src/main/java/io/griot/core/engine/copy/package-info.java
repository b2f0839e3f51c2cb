/** Rows written by PostgreSQL's COPY: into the log by the engine, into views by projections. */
@NullMarked
package io.griot.core.engine.copy;

import org.jspecify.annotations.NullMarked;
