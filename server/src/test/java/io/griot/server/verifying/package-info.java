/** What this package promises, shown. */
@NullMarked
package io.griot.server.verifying;

import org.jspecify.annotations.NullMarked;
