/** The one runnable: its command line and the application that {@code griot serve} starts. */
@NullMarked
package io.griot.server;

import org.jspecify.annotations.NullMarked;
