/** The ledger's rules as tests, and fixtures for the tests of others. */
@NullMarked
package io.griot.core;

import org.jspecify.annotations.NullMarked;
