/** Businesses and their owners. */
@NullMarked
package io.griot.identity.business;

import org.jspecify.annotations.NullMarked;
