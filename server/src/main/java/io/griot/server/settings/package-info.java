/** What an operator can set, each setting typed, checked before anything starts and documented. */
@NullMarked
package io.griot.server.settings;

import org.jspecify.annotations.NullMarked;
