/** How identifiers render and are read. */
@NullMarked
package io.griot.core.id;

import org.jspecify.annotations.NullMarked;
