/** Settings, read and refused. */
@NullMarked
package io.griot.server.settings;

import org.jspecify.annotations.NullMarked;
