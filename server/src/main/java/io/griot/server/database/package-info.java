/** The database of this process: named or embedded, migrated, pooled. */
@NullMarked
package io.griot.server.database;

import org.jspecify.annotations.NullMarked;
