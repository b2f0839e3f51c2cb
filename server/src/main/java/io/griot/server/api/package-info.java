/** The HTTP APIs that this process's roles answer. */
@NullMarked
package io.griot.server.api;

import org.jspecify.annotations.NullMarked;
