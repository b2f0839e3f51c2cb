/** Asking for grants, answering them, and pulling money by them. */
@NullMarked
package io.griot.command.grant;

import org.jspecify.annotations.NullMarked;
