/** The rules of journal entries. */
@NullMarked
package io.griot.core.journal;

import org.jspecify.annotations.NullMarked;
