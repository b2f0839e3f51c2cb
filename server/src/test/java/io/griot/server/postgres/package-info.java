/** What this package promises, shown. */
@NullMarked
package io.griot.server.postgres;

import org.jspecify.annotations.NullMarked;
