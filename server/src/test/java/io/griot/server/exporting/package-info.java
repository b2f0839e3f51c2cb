/** What this package promises, shown. */
@NullMarked
package io.griot.server.exporting;

import org.jspecify.annotations.NullMarked;
