/** How instants are written to and read from PostgreSQL. */
@NullMarked
package io.griot.identity.sql;

import org.jspecify.annotations.NullMarked;
