/** PostgreSQL run by Griot itself, for a machine without a database. */
@NullMarked
package io.griot.server.postgres;

import org.jspecify.annotations.NullMarked;
