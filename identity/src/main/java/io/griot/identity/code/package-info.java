/** Short codes sent to people, which prove that they read what goes to an address. */
@NullMarked
package io.griot.identity.code;

import org.jspecify.annotations.NullMarked;
