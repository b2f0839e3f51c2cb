/** What this package promises, shown. */
@NullMarked
package io.griot.server.rebuilding;

import org.jspecify.annotations.NullMarked;
