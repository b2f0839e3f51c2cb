/** Load generator and side-by-side comparisons of the ways to move money on one PostgreSQL. */
@NullMarked
package io.griot.bench;

import org.jspecify.annotations.NullMarked;
