/** How far a long command has come, shown to whoever waits for it. */
@NullMarked
package io.griot.server.progress;

import org.jspecify.annotations.NullMarked;
