/** Moving money, one transfer at a time or many. */
@NullMarked
package io.griot.command.transfer;

import org.jspecify.annotations.NullMarked;
