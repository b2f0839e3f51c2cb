/** Disputes: what somebody says is wrong with an entry, until it is refunded or dismissed. */
@NullMarked
package io.griot.core.dispute;

import org.jspecify.annotations.NullMarked;
