/** What this package promises, shown. */
@NullMarked
package io.griot.server.database;

import org.jspecify.annotations.NullMarked;
