/** What this package promises, shown. */
@NullMarked
package io.griot.server.progress;

import org.jspecify.annotations.NullMarked;
