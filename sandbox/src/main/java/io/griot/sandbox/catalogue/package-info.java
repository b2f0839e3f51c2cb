/** The references that mean something special. */
@NullMarked
package io.griot.sandbox.catalogue;

import org.jspecify.annotations.NullMarked;
