/** What this package promises, shown. */
@NullMarked
package io.griot.server.importing;

import org.jspecify.annotations.NullMarked;
