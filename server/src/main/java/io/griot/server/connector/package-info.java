/** The providers as this process calls them, and how payments reach them. */
@NullMarked
package io.griot.server.connector;

import org.jspecify.annotations.NullMarked;
