/** Moving money between two accounts in one commit. */
@NullMarked
package io.griot.core.transfer;

import org.jspecify.annotations.NullMarked;
