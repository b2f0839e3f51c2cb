/** The process as its operator meets it. */
@NullMarked
package io.griot.server;

import org.jspecify.annotations.NullMarked;
