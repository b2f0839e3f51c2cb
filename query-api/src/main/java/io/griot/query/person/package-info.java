/** Reads of people, their profiles and their devices. */
@NullMarked
package io.griot.query.person;

import org.jspecify.annotations.NullMarked;
