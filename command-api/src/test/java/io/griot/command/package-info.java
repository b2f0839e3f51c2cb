/** The write endpoints on a real server, with real identity and a real ledger. */
@NullMarked
package io.griot.command;

import org.jspecify.annotations.NullMarked;
