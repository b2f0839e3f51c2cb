/** Reads of transactions, which are journal entries inside. */
@NullMarked
package io.griot.query.journal;

import org.jspecify.annotations.NullMarked;
