/** Disputes over HTTP. */
@NullMarked
package io.griot.command.dispute;

import org.jspecify.annotations.NullMarked;
