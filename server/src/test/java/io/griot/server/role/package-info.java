/** What this package promises, shown. */
@NullMarked
package io.griot.server.role;

import org.jspecify.annotations.NullMarked;
