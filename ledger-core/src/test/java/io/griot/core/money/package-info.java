/** The rules of amounts. */
@NullMarked
package io.griot.core.money;

import org.jspecify.annotations.NullMarked;
