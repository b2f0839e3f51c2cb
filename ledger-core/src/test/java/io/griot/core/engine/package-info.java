/** The engine on a real PostgreSQL. */
@NullMarked
package io.griot.core.engine;

import org.jspecify.annotations.NullMarked;
