/** People, their passwords, PINs and roles. */
@NullMarked
package io.griot.identity.person;

import org.jspecify.annotations.NullMarked;
