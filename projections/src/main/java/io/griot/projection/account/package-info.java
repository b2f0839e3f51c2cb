/** What each account holds, and that all of them together hold nothing. */
@NullMarked
package io.griot.projection.account;

import org.jspecify.annotations.NullMarked;
