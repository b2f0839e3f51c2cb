/** Reading grants. */
@NullMarked
package io.griot.query.grant;

import org.jspecify.annotations.NullMarked;
