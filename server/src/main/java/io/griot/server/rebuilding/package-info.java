/** Makes the views anew from the log. */
@NullMarked
package io.griot.server.rebuilding;

import org.jspecify.annotations.NullMarked;
