/** Ids in the order of their making. */
@NullMarked
package io.griot.identity.id;

import org.jspecify.annotations.NullMarked;
