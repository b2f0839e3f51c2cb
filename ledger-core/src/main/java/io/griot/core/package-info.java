/** What every part of the ledger speaks: commands, events, answers and refusals. */
@NullMarked
package io.griot.core;

import org.jspecify.annotations.NullMarked;
