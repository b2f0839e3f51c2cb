/** Endpoints of the tests' own, outside of what the application scans. */
@NullMarked
package io.griot.endpoint;

import org.jspecify.annotations.NullMarked;
