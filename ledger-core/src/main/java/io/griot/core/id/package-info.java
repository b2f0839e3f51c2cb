/** Typed identifiers of accounts, entries and owners. */
@NullMarked
package io.griot.core.id;

import org.jspecify.annotations.NullMarked;
